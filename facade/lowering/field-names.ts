import * as DataTypes from '../data-types';
import { cloneDeep } from '../objects/clone';
import { getComplexKeys } from '../objects/operator-keys';
import { isPlainObject } from '../objects/plain';

/*
 * Attribute names (JavaScript) → field names (columns). The functions are v6's `Utils.map…`; plug-ins call them.
 */

/** Finder options with virtual attributes resolved and names mapped. Changes and returns `options`. */
export function mapFinderOptions(options: any, Model: any): any {
  if (options.attributes && Array.isArray(options.attributes)) {
    options.attributes = Model._injectDependentVirtualAttributes(options.attributes);
    options.attributes = options.attributes.filter((attribute: any) => !Model._virtualAttributes.has(attribute));
  }
  return mapOptionFieldNames(options, Model);
}

/** Maps `attributes` and `where`. Changes and returns `options`. */
export function mapOptionFieldNames(options: any, Model: any): any {
  if (Array.isArray(options.attributes)) {
    options.attributes = options.attributes.map((attribute: any) => {
      // objects would be turned into texts by the look-up
      if (typeof attribute !== 'string') return attribute;
      const raw = Model.rawAttributes[attribute];
      return raw && raw.field !== attribute ? [raw.field, attribute] : attribute;
    });
  }
  if (options.where && isPlainObject(options.where)) {
    options.where = mapWhereFieldNames(options.where, Model);
  }
  return options;
}

/** A copy of a `where` whose keys are columns, in nested conditions too, but not inside JSON and HSTORE values. */
export function mapWhereFieldNames(where: any, Model: any): any {
  if (!where) return where;
  const mapped = cloneDeep(where);
  for (const key of getComplexKeys(mapped) as any[]) {
    const raw = Model.rawAttributes[key];
    if (raw && raw.field !== raw.fieldName) {
      mapped[raw.field] = mapped[key];
      delete mapped[key];
    }
    // v6: a renamed key is gone by now, so its nested conditions keep their names
    const value = mapped[key];
    if (isPlainObject(value) && !holdsKeys(raw)) {
      mapped[key] = mapOptionFieldNames({ where: value }, Model).where;
    }
    if (Array.isArray(mapped[key])) {
      mapped[key].forEach((item: any, index: number) => {
        if (isPlainObject(item)) mapped[key][index] = mapWhereFieldNames(item, Model);
      });
    }
  }
  return mapped;
}

/** Whether the keys of a value belong to the value. */
function holdsKeys(raw: any): boolean {
  return !!raw && (raw.type instanceof (DataTypes as any).HSTORE || raw.type instanceof (DataTypes as any).JSON);
}

/** The values of `attributes` by column, without virtual and undefined ones. */
export function mapValueFieldNames(dataValues: any, attributes: Iterable<string>, Model: any): Record<string, any> {
  const values: Record<string, any> = {};
  for (const attribute of attributes) {
    const value = dataValues[attribute];
    if (value === undefined || Model._virtualAttributes.has(attribute)) continue;
    values[Model.rawAttributes[attribute]?.field || attribute] = value;
  }
  return values;
}
