/** What a finder selects, and the names it leaves on the instances. */
import _ from '../packages/lodash';
import { isPlainObject } from '../objects/plain';

const defaults = new WeakMap<object, { raw: object; names: readonly string[]; selected: readonly unknown[] }>();

/**
 * The attributes a finder selects when the caller names none: `[field, name]` where the column is called differently.
 * One array per model until its attributes change, so that the bridge can know the list by identity. Never written to.
 */
export function defaultFindAttributes(model: any): { names: readonly string[]; selected: readonly unknown[] } {
  const known = defaults.get(model);
  if (known !== undefined && known.raw === model.rawAttributes) return known;
  const names = Object.keys(model.rawAttributes);
  const selected = names
    .filter(name => !model._virtualAttributes.has(name))
    .map(name => (model.rawAttributes[name].field === name ? name : [model.rawAttributes[name].field, name]));
  const made = { raw: model.rawAttributes, names, selected };
  defaults.set(model, made);
  return made;
}

/** Called when `rawAttributes` changed. */
export function forgetFindAttributes(model: any): void {
  defaults.delete(model);
}

/** `{ include, exclude }` becomes a list; a list stays. v6 `Model._expandAttributes`. */
export function expandAttributes(model: any, options: any): void {
  if (!isPlainObject(options.attributes)) return;
  const { exclude, include } = options.attributes;
  let attributes: any[] = Object.keys(model.rawAttributes);
  if (exclude) attributes = attributes.filter(name => !exclude.includes(name));
  if (include) attributes = attributes.concat(include);
  options.attributes = attributes;
}

/** Adds the attributes that selected virtual ones say they need. v6 `Model._injectDependentVirtualAttributes`. */
export function injectDependentVirtualAttributes(model: any, attributes: any): any {
  if (!model._hasVirtualAttributes || !Array.isArray(attributes)) return attributes;
  let all: any[] = attributes;
  for (const name of attributes) {
    const needed = model._virtualAttributes.has(name) && model.rawAttributes[name].type.fields;
    if (needed) all = all.concat(needed);
  }
  return _.uniq(all);
}
