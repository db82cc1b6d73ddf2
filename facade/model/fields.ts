/**
 * Attribute names to column names. `Utils.map*FieldNames` say the same; these skip the work when the model has no
 * attribute whose column is called differently, and never look at a where twice.
 */
import { mapOptionFieldNames, mapFinderOptions } from '../utils';
import { isPlainObject } from '../objects/plain';

/** Whether any column has another name than its attribute. */
export function renamesFields(model: any): boolean {
  for (const _field in model.fieldAttributeMap) return true;
  return false;
}

/** `{attribute: value}` to `{column: value}` for the given names; values that are undefined and virtual attributes drop out. */
export function toFieldValues(values: any, names: readonly string[], model: any): any {
  const mapped: any = {};
  const attributes = model.rawAttributes;
  const virtual: Set<string> | false = model._hasVirtualAttributes && model._virtualAttributes;
  for (const name of names) {
    const value = values[name];
    if (value === undefined || (virtual && virtual.has(name))) continue;
    const attribute = attributes[name];
    mapped[(attribute && attribute.field) || name] = value;
  }
  return mapped;
}

/** Renames `attributes` and `where` of finder options in place. `where` must be the caller's own copy. */
export function toFieldOptions(options: any, model: any): any {
  if (!renamesFields(model) && (!options.where || isPlainObject(options.where))) return options;
  return mapOptionFieldNames(options, model);
}

/** As {@link toFieldOptions}, and virtual attributes are replaced by what they depend on. */
export function toFinderOptions(options: any, model: any): any {
  if (model._hasVirtualAttributes) return mapFinderOptions(options, model);
  return toFieldOptions(options, model);
}
