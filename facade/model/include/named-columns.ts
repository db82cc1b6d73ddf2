/**
 * `where: { '$posts.title$': … }` together with a `limit`. Where a relation to many is joined, the limit is one of a
 * subquery, and v6 puts the condition into it without the table it names: an invalid statement. Here
 *
 * - a table of which a row has one is joined inside of the subquery;
 * - for others, the keys of the rows that are wanted are read first, and then the rows with these keys. The result is
 *   that of the finder without a limit, cut to its first rows.
 *
 * Where v6's statement is valid, nothing is changed.
 */
import { isPlainObject } from '../../objects/plain';
import { Op } from '../../operators';
import { cloneOptions, handOver } from '../clone';
import { skipScope } from '../scopes';
import { stepsOf } from './order-paths';

const NAMED = /^\$(.+)\.[^.]+\$$/;

/**
 * Completes the options of a limited finder whose includes are not completed yet. Gives false if there is no row to
 * find.
 */
export async function reachNamedColumns(model: any, options: any): Promise<boolean> {
  const { where, limit, include, subQuery, group, having } = options;
  if (!limit || !where || !include || subQuery !== undefined || group || having) return true;
  const paths = namedPaths(where);
  if (paths.length === 0) return true;

  const trial = cloneOptions(options);
  model._validateIncludedElements(trial, {});
  if (!trial.subQuery) return true;
  const unreached = paths.filter(path => {
    const includes = includesAlong(path, trial);
    return includes !== undefined && includes.some(one => one.subQuery !== true);
  });
  if (unreached.length === 0) return true;

  if (unreached.every(path => includesAlong(path, trial)!.every(one => !one.duplicating && !one.separate))) {
    for (const path of unreached) joinInside(path, model, options);
    return true;
  }
  return model.primaryKeyAttributes.length === 0 || (await takeKeys(model, options));
}

/** Aliases on the way to the columns that a condition names. */
function namedPaths(where: any): string[][] {
  if (Array.isArray(where)) return where.flatMap(namedPaths);
  if (!isPlainObject(where)) return [];
  return Reflect.ownKeys(where).flatMap(key => {
    const named = typeof key === 'string' ? NAMED.exec(key) : null;
    return [...(named ? [named[1]!.split('.')] : []), ...namedPaths((where as any)[key])];
  });
}

function includesAlong(path: string[], options: any): any[] | undefined {
  const includes: any[] = [];
  let level = options;
  for (const name of path) {
    level = level.includeMap?.[name];
    if (!level) return undefined;
    includes.push(level);
  }
  return includes;
}

function joinInside(path: string[], model: any, options: any): void {
  let level = options;
  let source = model;
  for (const name of path) {
    level = level.include.find((one: any) => aliasOf(one, source) === name);
    if (!level) return;
    // v6's fact for joins that the subquery cannot do without
    level.hasRequired = true;
    source = level.model;
  }
}

function aliasOf(include: any, source: any): string | undefined {
  return include.as ?? associationOf(include, source)?.as;
}

function associationOf(include: any, source: any): any {
  return include.association ?? source.getAssociationForAlias(include.model, include.as);
}

/** Reads the keys of the wanted rows and makes them the condition in place of the limit. */
async function takeKeys(model: any, options: any): Promise<boolean> {
  const keys: string[] = model.primaryKeyAttributes;
  const { limit, offset, where } = options;
  const read = cloneOptions(options);
  Object.assign(read, {
    attributes: keys,
    include: read.include.map((one: any) => joinedOnly(one, model)),
    hooks: false,
    raw: true,
    subQuery: false
  });
  for (const name of ['plain', 'limit', 'offset', 'rejectOnEmpty', 'lock', 'skipLocked', 'originalAttributes']) {
    delete read[name];
  }
  const columns = groupColumns(model, options.order);
  if (columns) Object.assign(read, { group: columns, limit, offset });
  skipScope(read);
  const rows: any[] = await model.findAll(handOver(read));

  const distinct = new Map(rows.map(row => [JSON.stringify(keys.map(name => row[name])), row]));
  const start = columns ? 0 : Number(offset ?? 0);
  const wanted = [...distinct.values()].slice(start, start + Number(limit));
  delete options.limit;
  delete options.offset;
  options.where = { [Op.and]: [where, oneOf(wanted, keys)] };
  return wanted.length > 0;
}

function joinedOnly(include: any, source: any): any {
  const joined = { ...include, attributes: [] };
  if (include.include) joined.include = include.include.map((one: any) => joinedOnly(one, include.model));
  const { isMultiAssociation, through } = associationOf(include, source) ?? {};
  if (isMultiAssociation && through) joined.through = { ...include.through, attributes: [] };
  return joined;
}

/** Columns that make one row of those of a parent: its key and what it is ordered by, if that is its own. */
function groupColumns(model: any, order: any): any[] | undefined {
  const items: any[] = order === undefined || order === null ? [] : Array.isArray(order) ? order : [order];
  const names = new Set<string>(model.primaryKeyAttributes);
  for (const item of items) {
    const name = Array.isArray(item) ? item[0] : item;
    if (typeof name !== 'string' || !Object.hasOwn(model.rawAttributes, name) || stepsOf(item, model).length > 0) {
      return undefined;
    }
    names.add(name);
  }
  const { sequelize } = model;
  return [...names].map(name => sequelize.col(`${model.name}.${model.rawAttributes[name].field}`));
}

function oneOf(rows: any[], keys: string[]): any {
  const [key] = keys as [string];
  if (keys.length === 1) return { [key]: { [Op.in]: rows.map(row => row[key]) } };
  return { [Op.or]: rows.map(row => Object.fromEntries(keys.map(name => [name, row[name]]))) };
}
