/**
 * The finders. `findAll` is the way of all of them: checks → scope → hooks → attributes → column names → paranoid →
 * `queryInterface.select`, which runs the statement and gives instances. v6 `Model.findAll`, same order.
 *
 * Finders call each other as methods of the model: users replace `findAll` and expect `findOne` to use it.
 */
import { EmptyResultError, QueryError } from '../../errors';
import { hasHooksFor } from '../../hooks';
import { isPlainObject } from '../../objects/plain';
import { isPrimitive } from '../../utils';
import { logger } from '../../utils/logger';
import { cloneOptions, handOver, takeOptions } from '../clone';
import { adoptClsTransaction } from '../cls-transaction';
import { toFinderOptions } from '../fields';
import { defaultFindAttributes } from '../find-attributes';
import { showFilteredKeys } from '../include/filtered-links';
import { reachNamedColumns } from '../include/named-columns';
import { allowStrategies } from '../include/strategy';
import { protectPrevious } from '../previous-values';
import { warnOfDistinct } from './count-warnings';

export async function findAll(model: any, given: any): Promise<any> {
  checkOptions(given);
  if (given?.distinct) warnOfDistinct(model, given);
  model.warnOnInvalidOptions(given, defaultFindAttributes(model).names);

  const tableName = model.getTableName(given);
  let options = takeOptions(given);
  adoptClsTransaction(model, options);
  if (options.hooks === undefined) options.hooks = true;
  if (!Object.prototype.hasOwnProperty.call(options, 'rejectOnEmpty'))
    options.rejectOnEmpty = model.options.rejectOnEmpty;

  model._injectScope(options);
  await runHook(model, 'beforeFind', options);
  model._conformIncludes(options, model);
  model._expandAttributes(options);
  model._expandIncludeAll(options);
  await runHook(model, 'beforeFindAfterExpandIncludeAll', options);

  if (options.include && options.limit && !(await reachNamedColumns(model, options))) {
    return finished(model, options.plain ? null : [], options);
  }
  // before the primary key is added, which then is no attribute of the instances
  if (options.attributes) options.originalAttributes = model._injectDependentVirtualAttributes(options.attributes);
  const tableNames = options.include ? joinedTables(model, tableName, options) : [`${tableName}`];
  // v6: instances without a primary key are updated by what was last searched for
  model.options.whereCollection = options.where || null;
  selectAttributes(model, options);
  options = model._paranoidClause(model, options);
  await runHook(model, 'beforeFindAfterOptions', options);

  // not a spread: V8 takes 0.8 µs to add a property to a spread copy
  const selectOptions = Object.assign({}, options, { tableNames });
  const results = await model.queryInterface.select(model, model.getTableName(selectOptions), selectOptions);
  return finished(model, results, options);
}

/** Hooks after the statement, and what other statements load into its rows. */
async function finished(model: any, results: any, options: any): Promise<any> {
  if (options.hooks && hasHooksFor(model, 'afterFind')) {
    protectPrevious(results);
    await model.runHooks('afterFind', results, options);
  }
  if (options.rejectOnEmpty && isNothing(results)) throw emptyResultError(options.rejectOnEmpty);
  return options.include ? await model._findSeparate(results, options) : results;
}

/** Completes the included elements; gives the names of all tables. */
function joinedTables(model: any, tableName: any, options: any): string[] {
  const tableNames = { [tableName]: true };
  options.hasJoin = true;
  allowStrategies(options);
  model._validateIncludedElements(options, tableNames);
  if (!options.raw) showFilteredKeys(options);
  selectPrimaryKey(model, options);
  return Object.keys(tableNames);
}

/** Joined rows become instances by the primary key, so it is read even if the caller does not list it. */
function selectPrimaryKey(model: any, options: any): void {
  const { attributes, raw, group } = options;
  const key = model.primaryKeyAttribute;
  if (!attributes || raw || !key || attributes.includes(key)) return;
  // v6: a group over relations to one has nothing to tell apart
  if (group && options.hasSingleAssociation && !options.hasMultiAssociation) return;
  options.attributes = [key].concat(attributes);
}

function runHook(model: any, type: any, options: any): Promise<void> | undefined {
  return options.hooks && hasHooksFor(model, type) ? model.runHooks(type, options) : undefined;
}

function checkOptions(options: any): void {
  if (options === undefined) return;
  if (!isPlainObject(options)) {
    throw new QueryError(
      'The argument passed to findAll must be an options object, use findByPk if you wish to pass a single primary key value'
    );
  }
  if (options.attributes && !Array.isArray(options.attributes) && !isPlainObject(options.attributes)) {
    throw new QueryError('The attributes option must be an array of column names or an object');
  }
}

/** Completes `attributes` and turns attribute names into column names; `originalAttributes` are the former, also where there were none. */
function selectAttributes(model: any, options: any): void {
  if (options.attributes) {
    toFinderOptions(options, model);
    return;
  }
  const { names, selected } = defaultFindAttributes(model);
  options.originalAttributes = model._injectDependentVirtualAttributes(names);
  if (model._hasVirtualAttributes) {
    options.attributes = names.slice();
    toFinderOptions(options, model);
    return;
  }
  toFinderOptions(options, model);
  options.attributes = options.hooks && hasHooksFor(model, 'beforeFindAfterOptions') ? selected.slice() : selected;
}

function isNothing(results: any): boolean {
  if (results === null || results === undefined) return true;
  if (Array.isArray(results)) return results.length === 0;
  for (const _key in results) return false;
  return true;
}

/** `rejectOnEmpty` is an error class, an error, or anything true. */
function emptyResultError(wanted: any): Error {
  if (typeof wanted === 'function') return new wanted();
  return typeof wanted === 'object' ? wanted : new EmptyResultError(undefined as any);
}

export async function findByPk(model: any, key: any, given: any): Promise<any> {
  if (key === null || key === undefined) return null;
  const options = cloneOptions(given);
  if (typeof key !== 'number' && typeof key !== 'bigint' && typeof key !== 'string' && !Buffer.isBuffer(key)) {
    throw new Error(`Argument passed to findByPk is invalid: ${key}`);
  }
  options.where = { [model.primaryKeyAttribute]: key };
  return await model.findOne(handOver(options));
}

export async function findOne(model: any, given: any): Promise<any> {
  if (given !== undefined && !isPlainObject(given)) {
    throw new Error(
      'The argument passed to findOne must be an options object, use findByPk if you wish to pass a single primary key value'
    );
  }
  const options = takeOptions(given);
  adoptClsTransaction(model, options);
  if (options.limit === undefined && !asksForOneRow(model, options.where)) options.limit = 1;
  if (options.plain === undefined) options.plain = true;
  return await model.findAll(handOver(options));
}

/** Whether the where names the primary key or a unique attribute with a value: it needs no LIMIT. */
function asksForOneRow(model: any, where: any): boolean {
  if (!where) return false;
  for (const name of Object.keys(where)) {
    if (name !== model.primaryKeyAttribute && !isUniqueAlone(model, name)) continue;
    if (isPrimitive(where[name]) || Buffer.isBuffer(where[name])) return true;
  }
  return false;
}

function isUniqueAlone(model: any, name: string): boolean {
  for (const key of Object.keys(model.uniqueKeys)) {
    const unique = model.uniqueKeys[key];
    if (unique.fields.length === 1 && unique.column === name) return true;
  }
  return false;
}

/** Names that are options wherever they stand; other keys that are attributes look like a forgotten `where`. */
const FINDER_OPTIONS = new Set(
  (
    'where attributes paranoid include order limit offset transaction lock raw logging benchmark having searchPath ' +
    'rejectOnEmpty plain scope group through defaults distinct primary exception type hooks force name'
  ).split(' ')
);

export function warnOnInvalidOptions(model: any, options: any, columnNames: readonly string[] = []): void {
  if (!isPlainObject(options) || options.where) return;
  const misplaced = Object.keys(options).filter(name => !FINDER_OPTIONS.has(name) && columnNames.includes(name));
  if (misplaced.length === 0) return;
  logger.warn(
    `Model attributes (${misplaced.join(', ')}) passed into finder method options of model ${model.name}, but the options.where object is empty. Did you forget to use options.where?`
  );
}
