/**
 * v6's `QueryInterface`: what can be asked of a database, one method each. This is the table of contents; the work is
 * in `query-interface/`, the text in the generator. Signatures, parameter counts and results are v6's.
 */
import type { DataType } from '../../data-types';
import type { Attributes, CreationAttributes, Model, ModelType } from '../../model';
import type { Logging, ModelAttributeColumnOptions, ModelAttributes } from '../../model/options';
import type { WhereOptions } from '../../model/where';
import { QueryTypes } from '../../query-types';
import type { Sequelize } from '../../sequelize';
import type { Transaction } from '../../transaction';
import type * as T from '../../types/query-interface';
import type { SetRequired } from '../../types/utils';
import * as columns from './query-interface/columns';
import * as constraints from './query-interface/constraints';
import * as rows from './query-interface/rows';
import { runIfAny } from './query-interface/run';
import * as schemas from './query-interface/schemas';
import * as tables from './query-interface/tables';
import * as transactions from './query-interface/transactions';

export type * from '../../types/query-interface';

/** `query` without its overloads: what a statement of ours gives is known here. */
function anyQuery(self: QueryInterface): { query(sql: string, options?: object): Promise<any> } {
  return self.sequelize as any;
}

export class QueryInterface {
  [member: string]: any;

  declare sequelize: Sequelize;
  declare queryGenerator: any;

  constructor(sequelize: Sequelize, queryGenerator?: any) {
    this.sequelize = sequelize;
    this.queryGenerator = queryGenerator;
  }

  // Databases and schemas

  async createDatabase(database: string, options?: T.CreateDatabaseOptions): Promise<void> {
    options = options || {};
    return anyQuery(this).query(this.queryGenerator.createDatabaseQuery(database, options), options);
  }

  async dropDatabase(database: string, options?: T.QueryOptions): Promise<void> {
    return anyQuery(this).query(this.queryGenerator.dropDatabaseQuery(database), options || {});
  }

  async createSchema(schema?: string, options?: T.QueryInterfaceOptions): Promise<void> {
    return anyQuery(this).query(this.queryGenerator.createSchema(schema), options || {});
  }

  async dropSchema(schema?: string, options?: T.QueryInterfaceOptions): Promise<void> {
    return anyQuery(this).query(this.queryGenerator.dropSchema(schema), options || {});
  }

  async dropAllSchemas(options?: T.QueryInterfaceDropAllTablesOptions): Promise<void> {
    return schemas.dropAllSchemas(this, options);
  }

  async showAllSchemas(options?: T.QueryOptions): Promise<object> {
    return schemas.showAllSchemas(this, options);
  }

  async databaseVersion(options?: T.QueryInterfaceOptions): Promise<string> {
    return anyQuery(this).query(this.queryGenerator.versionQuery(), { ...options, type: QueryTypes.VERSION });
  }

  // Tables

  async createTable<M extends Model>(
    tableName: T.TableName,
    attributes: ModelAttributes<M, CreationAttributes<M>>,
    options?: T.QueryInterfaceCreateTableOptions,
    model?: ModelType
  ): Promise<void> {
    return tables.createTable(this, tableName, attributes, options, model);
  }

  async tableExists(tableName: T.TableName, options?: T.QueryOptions): Promise<boolean> {
    return tables.tableExists(this, tableName, options);
  }

  async dropTable(tableName: T.TableName, options?: T.QueryInterfaceDropTableOptions): Promise<void> {
    return tables.dropTable(this, tableName, options);
  }

  async _dropAllTables(tableNames: any[], skip: string[], options: any): Promise<void> {
    return tables.dropTablesExcept(this, tableNames, skip, options);
  }

  async dropAllTables(options?: T.QueryInterfaceDropAllTablesOptions): Promise<void> {
    return tables.dropAllTables(this, options);
  }

  async renameTable(before: T.TableName, after: T.TableName, options?: T.QueryInterfaceOptions): Promise<void> {
    return anyQuery(this).query(this.queryGenerator.renameTableQuery(before, after), options || {});
  }

  async showAllTables(options?: T.QueryOptions): Promise<string[]> {
    return tables.showAllTables(this, options);
  }

  async describeTable(
    tableName: T.TableName,
    options?: string | ({ schema?: string; schemaDelimiter?: string } & Logging)
  ): Promise<T.ColumnsDescription> {
    return tables.describeTable(this, tableName, options);
  }

  // Columns

  async addColumn(
    table: T.TableName,
    key: string,
    attribute: ModelAttributeColumnOptions | DataType,
    options?: T.QueryInterfaceOptions
  ): Promise<void> {
    return columns.addColumn(this, table, key, attribute, options);
  }

  async removeColumn(tableName: T.TableName, attributeName: string, options?: T.QueryInterfaceOptions): Promise<void> {
    return anyQuery(this).query(this.queryGenerator.removeColumnQuery(tableName, attributeName), options);
  }

  normalizeAttribute(dataTypeOrOptions: any): any {
    return columns.normalizeAttribute(this, dataTypeOrOptions);
  }

  quoteIdentifier(identifier: string, force?: boolean): string {
    return this.queryGenerator.quoteIdentifier(identifier, force);
  }

  quoteIdentifiers(identifiers: string): string {
    return this.queryGenerator.quoteIdentifiers(identifiers);
  }

  async changeColumn(
    tableName: T.TableName,
    attributeName: string,
    dataTypeOrOptions?: DataType | ModelAttributeColumnOptions,
    options?: T.QueryInterfaceOptions
  ): Promise<void> {
    return columns.changeColumn(this, tableName, attributeName, dataTypeOrOptions, options);
  }

  async assertTableHasColumn(tableName: any, columnName: string, options: any): Promise<any> {
    return columns.assertTableHasColumn(this, tableName, columnName, options);
  }

  async renameColumn(
    tableName: T.TableName,
    attrNameBefore: string,
    attrNameAfter: string,
    options?: T.QueryInterfaceOptions
  ): Promise<void> {
    return columns.renameColumn(this, tableName, attrNameBefore, attrNameAfter, options);
  }

  // Indexes, constraints, foreign keys

  addIndex(
    tableName: T.TableName,
    attributes: string[],
    options?: T.QueryInterfaceIndexOptions,
    rawTablename?: string
  ): Promise<void>;
  addIndex(
    tableName: T.TableName,
    options: SetRequired<T.QueryInterfaceIndexOptions, 'fields'>,
    rawTablename?: string
  ): Promise<void>;
  async addIndex(tableName: any, attributes: any, options?: any, rawTablename?: any): Promise<any> {
    return constraints.addIndex(this, tableName, attributes, options, rawTablename);
  }

  async showIndex(tableName: string | object, options?: T.QueryOptions): Promise<object> {
    const sql = this.queryGenerator.showIndexesQuery(tableName, options);
    return anyQuery(this).query(sql, { ...options, type: QueryTypes.SHOWINDEXES });
  }

  async getForeignKeysForTables(tableNames: string[], options?: T.QueryInterfaceOptions): Promise<object> {
    return constraints.getForeignKeysForTables(this, tableNames, options);
  }

  async getForeignKeyReferencesForTable(tableName: T.TableName, options?: T.QueryInterfaceOptions): Promise<object> {
    const sql = this.queryGenerator.getForeignKeysQuery(tableName, this.sequelize.config.database);
    return anyQuery(this).query(sql, { ...options, type: QueryTypes.FOREIGNKEYS });
  }

  async removeIndex(
    tableName: T.TableName,
    indexNameOrAttributes: string | string[],
    options?: T.QueryInterfaceIndexOptions
  ): Promise<void> {
    options = options || {};
    const sql = this.queryGenerator.removeIndexQuery(tableName, indexNameOrAttributes, options);
    return anyQuery(this).query(sql, options);
  }

  async addConstraint(
    tableName: T.TableName,
    options?: T.AddConstraintOptions & T.QueryInterfaceOptions
  ): Promise<void> {
    return constraints.addConstraint(this, tableName, options);
  }

  async showConstraint(tableName: T.TableName, constraintName?: string, options?: T.QueryOptions): Promise<any> {
    const sql = this.queryGenerator.showConstraintsQuery(tableName, constraintName);
    return anyQuery(this).query(sql, { ...options, type: QueryTypes.SHOWCONSTRAINTS });
  }

  async removeConstraint(
    tableName: T.TableName,
    constraintName: string,
    options?: T.QueryInterfaceOptions
  ): Promise<void> {
    return anyQuery(this).query(this.queryGenerator.removeConstraintQuery(tableName, constraintName), options);
  }

  // Rows

  async insert(
    instance: Model | null,
    tableName: T.TableName,
    values: object,
    options?: T.QueryOptions
  ): Promise<object> {
    return rows.insert(this, instance, tableName, values, options);
  }

  async upsert<M extends Model>(
    tableName: T.TableName,
    insertValues: object,
    updateValues: object,
    where: object,
    options?: T.QueryOptionsWithModel<M>
  ): Promise<object> {
    return rows.upsert(this, tableName, insertValues, updateValues, where, options);
  }

  async bulkInsert(
    tableName: T.TableName,
    records: object[],
    options?: T.QueryOptions,
    attributes?: Record<string, ModelAttributeColumnOptions>
  ): Promise<object | number> {
    return rows.bulkInsert(this, tableName, records, options, attributes);
  }

  async update<M extends Model>(
    instance: M,
    tableName: T.TableName,
    values: object,
    identifier: WhereOptions<Attributes<M>>,
    options?: T.QueryOptions
  ): Promise<object> {
    return rows.update(this, instance, tableName, values, identifier, options);
  }

  async bulkUpdate(
    tableName: T.TableName,
    values: object,
    identifier: WhereOptions<any>,
    options?: T.QueryOptions,
    attributes?: string[] | string
  ): Promise<object> {
    return rows.bulkUpdate(this, tableName, values, identifier, options, attributes);
  }

  async delete(
    instance: Model | null,
    tableName: T.TableName,
    identifier: WhereOptions<any>,
    options?: T.QueryOptions
  ): Promise<object> {
    return rows.deleteRow(this, instance, tableName, identifier, options);
  }

  async bulkDelete(
    tableName: T.TableName,
    where: WhereOptions<any>,
    options?: T.QueryOptions,
    model?: ModelType
  ): Promise<object> {
    return rows.bulkDelete(this, tableName, where, options, model);
  }

  async select(
    model: ModelType | null,
    tableName: T.TableName,
    optionsArg?: T.QueryOptionsWithWhere
  ): Promise<object[]> {
    return rows.select(this, model, tableName, optionsArg);
  }

  async increment(model: any, tableName: any, where: any, amounts: any, extra: any, options: any): Promise<any> {
    return rows.increment(this, '+', model, tableName, where, amounts, extra, options);
  }

  async decrement(model: any, tableName: any, where: any, amounts: any, extra: any, options: any): Promise<any> {
    return rows.increment(this, '-', model, tableName, where, amounts, extra, options);
  }

  async rawSelect(
    tableName: T.TableName,
    options: T.QueryOptionsWithWhere,
    attributeSelector: string | string[],
    Model?: ModelType
  ): Promise<string[]> {
    return rows.rawSelect(this, tableName, options, attributeSelector as string, Model);
  }

  // Triggers and functions

  async createTrigger(
    tableName: T.TableName,
    triggerName: string,
    timingType: string,
    fireOnArray: { [key: string]: unknown }[],
    functionName: string,
    functionParams: T.FunctionParam[],
    optionsArray: string[],
    options?: T.QueryInterfaceOptions
  ): Promise<void> {
    const sql = this.queryGenerator.createTrigger(
      tableName,
      triggerName,
      timingType,
      fireOnArray,
      functionName,
      functionParams,
      optionsArray
    );
    return runIfAny(this, sql, options);
  }

  async dropTrigger(tableName: T.TableName, triggerName: string, options?: T.QueryInterfaceOptions): Promise<void> {
    return runIfAny(this, this.queryGenerator.dropTrigger(tableName, triggerName), options);
  }

  async renameTrigger(
    tableName: T.TableName,
    oldTriggerName: string,
    newTriggerName: string,
    options?: T.QueryInterfaceOptions
  ): Promise<void> {
    return runIfAny(this, this.queryGenerator.renameTrigger(tableName, oldTriggerName, newTriggerName), options);
  }

  async createFunction(
    functionName: string,
    params: T.FunctionParam[],
    returnType: string,
    language: string,
    body: string,
    optionsArray?: string[],
    options?: T.QueryOptionsWithForce
  ): Promise<void> {
    const sql = this.queryGenerator.createFunction(
      functionName,
      params,
      returnType,
      language,
      body,
      optionsArray,
      options
    );
    return runIfAny(this, sql, options);
  }

  async dropFunction(
    functionName: string,
    params: T.FunctionParam[],
    options?: T.QueryInterfaceOptions
  ): Promise<void> {
    return runIfAny(this, this.queryGenerator.dropFunction(functionName, params), options);
  }

  async renameFunction(
    oldFunctionName: string,
    params: T.FunctionParam[],
    newFunctionName: string,
    options?: T.QueryInterfaceOptions
  ): Promise<void> {
    return runIfAny(this, this.queryGenerator.renameFunction(oldFunctionName, params, newFunctionName), options);
  }

  /** For dialects whose enums are types of their own. */
  ensureEnums(): any {}

  // Transactions

  async setIsolationLevel(transaction: Transaction, value: string, options?: T.QueryOptions): Promise<void> {
    return transactions.setIsolationLevel(this, transaction, value, options);
  }

  async startTransaction(transaction: Transaction, options?: T.QueryOptions): Promise<void> {
    return transactions.startTransaction(this, transaction, options);
  }

  async deferConstraints(transaction: Transaction, options?: T.QueryOptions): Promise<void> {
    return transactions.deferConstraints(this, transaction, options);
  }

  async commitTransaction(transaction: Transaction, options?: T.QueryOptions): Promise<void> {
    return transactions.commitTransaction(this, transaction, options);
  }

  async rollbackTransaction(transaction: Transaction, options?: T.QueryOptions): Promise<void> {
    return transactions.rollbackTransaction(this, transaction, options);
  }
}

rows.rememberBulkInsert(QueryInterface.prototype.bulkInsert);
