/**
 * Every element of `include` in one form: an object with `model`, and `association` and `as` where they are known.
 * Elements are models, associations, aliases, or objects that name one of these, or `all`.
 */
import _ from '../../packages/lodash';
import { Association } from '../../associations';
import { Model } from '../../model';
import { isPlainObject } from '../../objects/plain';

/** Brings `options.include` into the one form, in place; an empty list is removed. v6 `Model._conformIncludes`. */
export function conformIncludes(base: any, options: any, owner?: any): void {
  if (!options.include) return;
  if (!Array.isArray(options.include)) {
    options.include = [options.include];
  } else if (options.include.length === 0) {
    delete options.include;
    return;
  }
  options.include = options.include.map((include: any) => base._conformInclude(include, owner));
}

/** v6 `Model._conformInclude`: objects are completed in place. */
export function conformInclude(base: any, given: any, owner?: any): any {
  if (given?._pseudo) return given;
  const include = given && base._transformStringAssociation(given, owner);
  if (include instanceof Association) {
    return { model: otherEnd(include, owner), association: include, as: include.as };
  }
  if (isModelClass(include)) return { model: include };
  if (isPlainObject(include)) {
    const completed = conformObject(base, include, owner);
    if (completed) return completed;
  }
  throw new Error('Include unexpected. Element has to be either a Model, an Association or an object.');
}

function conformObject(base: any, include: any, owner: any): any {
  if (include.association) {
    include.association = base._transformStringAssociation(include.association, owner);
    const model = otherEnd(include.association, owner);
    if (!include.model) include.model = model;
    if (!include.as) include.as = include.association.as;
    base._conformIncludes(include, model);
  } else if (include.model) {
    base._conformIncludes(include, include.model);
  } else if (include.all) {
    base._conformIncludes(include);
  } else {
    return undefined;
  }
  return include;
}

/** v6: for a self association, and for one seen from its target, this is the source. */
function otherEnd(association: any, owner: any): any {
  return owner && association.target.name === owner.name ? association.source : association.target;
}

function isModelClass(value: any): boolean {
  return Boolean(value?.prototype) && value.prototype instanceof (Model as any);
}

/** The association an alias stands for. v6 `Model._transformStringAssociation`. */
export function transformStringAssociation(include: any, owner?: any): any {
  if (!owner || typeof include !== 'string') return include;
  if (!Object.prototype.hasOwnProperty.call(owner.associations, include)) {
    throw new Error(`Association with alias "${include}" does not exist on ${owner.name}`);
  }
  return owner.associations[include];
}

/** Merges includes of the same model and alias into one. v6 `Model._uniqIncludes`. */
export function uniqIncludes(base: any, options: any): void {
  if (!options.include) return;
  const groups = _.groupBy(options.include, include => `${include.model && include.model.name}-${include.as}`);
  options.include = Object.values(groups).map(([first, ...others]) => base._assignOptions(first, ...others));
}
