/**
 * Reading and writing rows. Options are copied one level deep: what v6 cloned deeply (where, attributes) is only read
 * here, and cloning it was most of the price of a small statement.
 *
 * `Object.assign` instead of spread: adding a property to a spread copy costs several times as much in V8.
 */
import { readOptionsOfGroups } from '../../../bridge/include';
import _ from '../../../packages/lodash';
import { DataTypes } from '../../../data-types';
import { QueryTypes } from '../../../query-types';
import { goesStraight } from '../../../sequelize/query';
import type { RowTable } from '../../../lowering/row-table';
import { isFace } from '../query-generator/faces';
import { execute, type Interface } from './run';

/** Inserts one row; `instance` takes what the database made up. Returns `[instance or id, count]`. */
export async function insert(self: Interface, instance: any, tableName: any, values: any, options: any): Promise<any> {
  const model = instance?.constructor;
  options = Object.assign({}, options, { hasTrigger: model && model.options.hasTrigger });
  const args = [tableName, values, model && model.rawAttributes, { ...options }];
  options.type = QueryTypes.INSERT;
  options.instance = instance;
  const results = await execute(self, 'insertQuery', args, options);
  if (instance) results[0].isNewRecord = false;
  return results;
}

/** Inserts, or updates the row that is in the way. Returns `[instance, created]`. */
export async function upsert(
  self: Interface,
  tableName: any,
  insertValues: any,
  updateValues: any,
  _where: any,
  options: any
): Promise<any> {
  options = { ...options };
  const { model } = options;
  options.type = QueryTypes.UPSERT;
  options.updateOnDuplicate = Object.keys(updateValues);
  options.upsertKeys = options.conflictFields || [];
  if (options.upsertKeys.length === 0) options.upsertKeys = conflictKeys(model, options.updateOnDuplicate);
  return execute(self, 'insertQuery', [tableName, insertValues, model.rawAttributes, options], options);
}

/**
 * The columns of the unique constraint an upsert is about: the first unique key or unique index that holds one of the
 * fields to update, but the primary key if none does or if the primary key itself is among them.
 */
function conflictKeys(model: any, updateFields: string[]): string[] {
  const primary = Object.values<any>(model.primaryKeys).map(attribute => attribute.field);
  if (_.intersection(updateFields, primary).length > 0) return _.uniq(primary);
  const fieldsOf = (keys: any[]) => keys.filter(key => key.fields.length > 0).map(key => key.fields);
  const uniqueKeys = fieldsOf(Object.values(model.uniqueKeys));
  const indexes = fieldsOf(Object.values<any>(model._indexes).filter(index => index.unique));
  for (const field of updateFields) {
    const match = [...uniqueKeys, ...indexes].find(fields => fields.includes(field));
    if (match) return _.uniq(match as string[]);
  }
  return _.uniq(primary);
}

/** `records` may be a `RowTable` where {@link takesTables} allows it. */
export async function bulkInsert(
  self: Interface,
  tableName: any,
  records: any[] | RowTable,
  options: any,
  attributes: any
): Promise<any> {
  options = Object.assign({}, options, { type: QueryTypes.INSERT });
  const results = await execute(self, 'bulkInsertQuery', [tableName, records, options, attributes], options);
  return results[0];
}

let originalBulkInsert: unknown;

/** Told once, by the module of the class, which function `bulkInsert` is while nobody has replaced it. */
export function rememberBulkInsert(method: unknown): void {
  originalBulkInsert = method;
}

/** Whether rows given to `bulkInsert` with these options meet nobody who would want objects. */
export function takesTables(self: Interface, options: any): boolean {
  const { queryGenerator, sequelize } = self;
  return (
    self.bulkInsert === originalBulkInsert && isFace(queryGenerator.bulkInsertQuery) && goesStraight(sequelize, options)
  );
}

export async function update(
  self: Interface,
  instance: any,
  tableName: any,
  values: any,
  identifier: any,
  options: any
): Promise<any> {
  const model = instance.constructor;
  options = Object.assign({}, options, { hasTrigger: model.options.hasTrigger });
  const args = [tableName, values, identifier, { ...options }, model.rawAttributes];
  options.type = QueryTypes.UPDATE;
  options.instance = instance;
  return execute(self, 'updateQuery', args, options);
}

export async function bulkUpdate(
  self: Interface,
  tableName: any,
  values: any,
  identifier: any,
  options: any,
  attributes: any
): Promise<any> {
  options = { ...options };
  const args = [tableName, values, identifier, { ...options }, attributes];
  const name = _.isObject(tableName) ? (tableName as any).tableName : tableName;
  options.type = QueryTypes.BULKUPDATE;
  options.model = options.model || self.sequelize.modelManager.models.find((model: any) => model.tableName === name);
  return execute(self, 'updateQuery', args, options);
}

/** Deletes an instance's row, after the instances that hang on it by a cascade that wants hooks. */
export async function deleteRow(
  self: Interface,
  instance: any,
  tableName: any,
  identifier: any,
  options: any
): Promise<any> {
  options = { ...options };
  const associations = Object.values<any>(instance.constructor?.associations ?? {});
  for (const { options: rules, accessors } of associations) {
    if (rules?.onDelete?.toLowerCase() !== 'cascade' || rules.useHooks !== true) continue;
    const found = await instance[accessors.get](options);
    // A hasOne without its other side gives null.
    for (const dependent of _.castArray(found ?? [])) await dependent.destroy(options);
  }
  options.instance = instance;
  return execute(self, 'deleteQuery', [tableName, identifier, {}, instance.constructor], options);
}

export async function bulkDelete(self: Interface, tableName: any, where: any, options: any, model: any): Promise<any> {
  options = _.defaults({ ...options }, { limit: null });
  if (options.truncate === true) {
    return self.sequelize.query(self.queryGenerator.truncateTableQuery(tableName, options), options);
  }
  return execute(self, 'deleteQuery', [tableName, where, options, model], options);
}

export async function select(self: Interface, model: any, tableName: any, optionsArg: any): Promise<any> {
  const options = Object.assign({}, optionsArg, { type: QueryTypes.SELECT, model });
  return execute(self, 'selectQuery', [tableName, options, model], readOptionsOfGroups(options, model));
}

/** `field = field <operator> amount` for each field. */
export async function increment(
  self: Interface,
  operator: '+' | '-',
  model: any,
  tableName: any,
  where: any,
  amounts: any,
  extraAttributesToBeUpdated: any,
  options: any
): Promise<any> {
  options = { ...options };
  const args = [operator, tableName, where, amounts, extraAttributesToBeUpdated, { ...options }];
  options.type = QueryTypes.UPDATE;
  options.model = model;
  return execute(self, 'arithmeticQuery', args, options);
}

/** One value, the attribute `attributeSelector` of the first row; with `plain: false` the rows. */
export async function rawSelect(
  self: Interface,
  tableName: any,
  options: any,
  attributeSelector: string | undefined,
  model: any
): Promise<any> {
  options = _.defaults({ ...options }, { raw: true, plain: true, type: QueryTypes.SELECT });
  if (attributeSelector === undefined) throw new Error('Please pass an attribute selector!');

  const data = await execute(self, 'selectQuery', [tableName, options, model], options);
  if (!options.plain) return data;
  const value = data ? data[attributeSelector] : null;
  return value === null ? value : asType(value, options.dataType);
}

/** Databases give sums and maxima as text or numbers; the caller's type says what it should be. */
function asType(value: any, dataType: any): any {
  const types = DataTypes as any;
  if (!dataType) return value;
  if (dataType instanceof types.DECIMAL || dataType instanceof types.FLOAT) return parseFloat(value);
  if (dataType instanceof types.INTEGER || dataType instanceof types.BIGINT) return parseInt(value, 10);
  if (dataType instanceof types.DATE && !(value instanceof Date)) return new Date(value);
  return value;
}
