/** How an association and the methods it adds to instances are called. */
import _ from '../../packages/lodash';
import { isPlainObject } from '../../objects/plain';
import { singularize } from '../../naming/inflection';
import type { MultiAssociationAccessors, SingleAssociationAccessors } from '../../types/associations';

/** An association to one row goes by its `as` option, else by the target's singular name. */
export function nameSingle(association: any): void {
  const { options, target } = association;
  if (association.as) {
    association.isAliased = true;
    options.name = { singular: association.as };
  } else {
    association.as = target.options.name.singular;
    options.name = target.options.name;
  }
  association.associationAccessor = association.as;
  association.accessors = singleAccessors(options.name.singular);
}

/** An association to many rows goes by its `as` option (the plural, or `{ singular, plural }`), else by the target's plural name. */
export function nameMulti(association: any): void {
  const { options, target } = association;
  if (!association.as) {
    association.as = target.options.name.plural;
    options.name = target.options.name;
  } else {
    association.isAliased = true;
    options.name = isPlainObject(association.as)
      ? association.as
      : { plural: association.as, singular: singularize(association.as) };
    association.as = options.name.plural;
  }
  association.associationAccessor = association.as;
  association.accessors = multiAccessors(options.name);
}

function singleAccessors(name: string): SingleAssociationAccessors {
  const One = _.upperFirst(name);
  return { get: `get${One}`, set: `set${One}`, create: `create${One}` };
}

function multiAccessors(name: { singular: string; plural: string }): MultiAssociationAccessors {
  const One = _.upperFirst(name.singular);
  const Many = _.upperFirst(name.plural);
  return {
    get: `get${Many}`,
    set: `set${Many}`,
    addMultiple: `add${Many}`,
    add: `add${One}`,
    create: `create${One}`,
    remove: `remove${One}`,
    removeMultiple: `remove${Many}`,
    hasSingle: `has${One}`,
    hasAll: `has${Many}`,
    count: `count${Many}`
  };
}

/** Whether `alias`, as given to an include, means this association. `form` is the one it is known by. */
export function answersTo(association: any, alias: any, form: 'singular' | 'plural'): boolean {
  if (typeof alias === 'string') return association.as === alias;
  if (alias?.[form]) return association.as === alias[form];
  return !association.isAliased;
}
