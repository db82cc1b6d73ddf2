/** What the getters of the association classes share. */
import { GROUPS, RowGroups } from '../../bridge/grouped-rows';
import { hasHooksFor } from '../../hooks';
import { put } from '../../model/clone';
import { Op } from '../../operators';

/** The target under the options `scope` (a scope's name, or false for none) and `schema`. */
export function readableTarget(target: any, options: any): any {
  let model = target;
  if (Object.hasOwn(options, 'scope')) model = options.scope ? model.scope(options.scope) : model.unscoped();
  if (Object.hasOwn(options, 'schema')) model = model.schema(options.schema, options.schemaDelimiter);
  return model;
}

/** The association's own condition, and the caller's if there is one. */
export function bothConditions(own: any, callers: any): any {
  return callers ? { [Op.and]: [own, callers] } : own;
}

/** For several source instances at once: an object of their keys, each with its row or null. */
export function oneByKey(instances: any[], key: string, rows: any[], rowKey: string): Record<string, any> {
  const found: Record<string, any> = {};
  for (const instance of instances) put(found, instance.get(key, { raw: true }), null);
  for (const row of rows) put(found, row.get(rowKey, { raw: true }), row);
  return found;
}

/** Has the engine group the rows that `model` finds for `options` by an attribute, unless a hook may change the rows. */
export function askForGroups(options: { [GROUPS]?: RowGroups }, model: any, attribute: string): void {
  options[GROUPS] = hasHooksFor(model, 'afterFind') ? undefined : new RowGroups(attribute);
}

/**
 * For several source instances at once: an object of their keys, each with the list of its rows. `rows` are what a finder
 * gave for `options`, which may have asked for groups.
 */
export function manyByKey(
  instances: any[],
  key: string,
  rows: any[],
  rowKey: string,
  options: { [GROUPS]?: RowGroups } = {}
): Record<string, any[]> {
  const lists = new Map<string, any[]>();
  for (const instance of instances) lists.set(String(instance.get(key, { raw: true })), []);
  for (const [value, list] of options[GROUPS]?.of(rows) ?? grouped(rows, rowKey)) {
    // A database that compares regardless of case, say, answers with a key that was not asked for.
    if (lists.has(value)) lists.set(value, list);
    else throw new TypeError(`A row has ${rowKey} "${value}", which is not the ${key} of any given instance.`);
  }
  const found: Record<string, any[]> = {};
  for (const [value, list] of lists) put(found, value, list);
  return found;
}

function grouped(rows: any[], key: string): Map<string, any[]> {
  const lists = new Map<string, any[]>();
  for (const row of rows) {
    const value = String(row.get(key, { raw: true }));
    const list = lists.get(value);
    if (list) list.push(row);
    else lists.set(value, [row]);
  }
  return lists;
}
