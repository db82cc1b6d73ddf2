/** From rows to what a SELECT gives: raw objects, nested objects or instances; one or all. */
import _ from '../../../packages/lodash';
import { dottie } from '../../../packages/on-demand';

interface SelectQuery {
  model: any;
  options: any;
  constructor: any;
}

/** `results` are plain rows. With `options.plain` the first one, or null. */
export function handleSelectQuery(query: SelectQuery, results: any[]): any {
  const { options } = query;
  if (options.fieldMap) results.forEach(row => renameFields(row, options.fieldMap));
  const shaped = options.raw ? rawRows(results, options.nest) : instances(query, results);
  if (!options.plain) return shaped;
  return shaped.length === 0 ? null : shaped[0];
}

function renameFields(row: any, fieldMap: Record<string, string>): void {
  for (const [field, name] of Object.entries(fieldMap)) {
    if (row[field] === undefined || name === field) continue;
    row[name] = row[field];
    delete row[field];
  }
}

function rawRows(results: any[], nest: boolean): any[] {
  const copies = results.map(row => ({ ...row }));
  if (!nest) return copies;
  const { transform } = dottie();
  return copies.map(row => transform(row));
}

function instances(query: SelectQuery, results: any[]): any[] {
  const { model, options } = query;
  const attributes = options.originalAttributes || options.attributes;
  if (options.hasJoin !== true) return model.bulkBuild(results, { isNewRecord: false, raw: true, attributes });

  const include = _.pick(options, ['include', 'includeNames', 'includeMap']);
  const grouped = query.constructor._groupJoinData(
    results,
    { model, includeMap: options.includeMap, includeNames: options.includeNames },
    { checkExisting: options.hasMultiAssociation }
  );
  return model.bulkBuild(grouped, { isNewRecord: false, ...include, includeValidated: true, attributes, raw: true });
}
