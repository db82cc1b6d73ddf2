/**
 * The other name of related records: that of their model, beside the association's. `user.Profile` is `user.profile` for
 * an association `as: 'profile'`, as long as the name means nothing else. It is a getter of the prototype, so it belongs
 * neither to `dataValues` nor to `toJSON()`.
 */

/** Getters made here; what users define is theirs. */
const ours = new WeakSet<object>();

/** Names besides the alias that mean an association. */
export function otherNames({ target, as, isMultiAssociation }: any): string[] {
  const names: string[] = isMultiAssociation ? [target.options.name.plural, target.name] : [target.name];
  return [...new Set(names)].filter(name => name && name !== as);
}

/** Lets instances of the source answer to the other names of a new association. */
export function answerToModelName(association: any): void {
  const { source, target, as, isSelfAssociation } = association;
  const { prototype } = source;
  // A name that is taken now, or means one of several, means nothing else any more.
  withdraw(prototype, as);
  const isOne = source.getAssociations(target).length === 1 && !isSelfAssociation;
  for (const name of otherNames(association)) {
    if (!isOne) withdraw(prototype, name);
    else if (!(name in prototype)) define(prototype, name, as);
  }
}

function withdraw(prototype: any, name: string): void {
  const getter = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (getter && ours.has(getter)) delete prototype[name];
}

function define(prototype: any, name: string, as: string): void {
  const get = function (this: any): unknown {
    return this[as];
  };
  ours.add(get);
  Object.defineProperty(prototype, name, {
    get,
    set(this: any, value: unknown) {
      Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
    },
    enumerable: false,
    configurable: true
  });
}

/**
 * Values of a new record with those of its includes under their aliases. A key that is an attribute or an alias stays
 * what it is, and so does one that could mean several includes.
 */
export function byAlias(model: any, values: any, { include, includeNames }: any): any {
  let renamed = values;
  for (const { association, as, _pseudo } of include) {
    if (_pseudo || !association?.target || values[as] !== undefined) continue;
    if (include.filter((one: any) => one.association?.target === association.target).length > 1) continue;
    for (const name of otherNames(association)) {
      const given = values[name];
      const isFree = !Object.hasOwn(model.rawAttributes, name) && !includeNames.includes(name);
      if (!isFree || typeof given !== 'object' || given === null || !Object.hasOwn(values, name)) continue;
      if (renamed === values) renamed = { ...values };
      renamed[as] = given;
      delete renamed[name];
      break;
    }
  }
  return renamed;
}
