/**
 * v6's `QueryInterface`: what can be asked of a database, one method each. This is the table of contents; the work is
 * in `query-interface/`, the text in the generator. Signatures, parameter counts and results are v6's.
 */
import { QueryTypes } from '../../query-types';
import * as columns from './query-interface/columns';
import * as constraints from './query-interface/constraints';
import * as rows from './query-interface/rows';
import { runIfAny } from './query-interface/run';
import * as schemas from './query-interface/schemas';
import * as tables from './query-interface/tables';
import * as transactions from './query-interface/transactions';

export class QueryInterface {
  [member: string]: any;

  declare sequelize: any;
  declare queryGenerator: any;

  constructor(sequelize: any, queryGenerator: any) {
    this.sequelize = sequelize;
    this.queryGenerator = queryGenerator;
  }

  // Databases and schemas

  async createDatabase(database: string, options: any): Promise<any> {
    options = options || {};
    return this.sequelize.query(this.queryGenerator.createDatabaseQuery(database, options), options);
  }

  async dropDatabase(database: string, options: any): Promise<any> {
    return this.sequelize.query(this.queryGenerator.dropDatabaseQuery(database), options || {});
  }

  async createSchema(schema: string, options: any): Promise<any> {
    return this.sequelize.query(this.queryGenerator.createSchema(schema), options || {});
  }

  async dropSchema(schema: string, options: any): Promise<any> {
    return this.sequelize.query(this.queryGenerator.dropSchema(schema), options || {});
  }

  async dropAllSchemas(options: any): Promise<any> {
    return schemas.dropAllSchemas(this, options);
  }

  async showAllSchemas(options: any): Promise<any[]> {
    return schemas.showAllSchemas(this, options);
  }

  async databaseVersion(options: any): Promise<string> {
    return this.sequelize.query(this.queryGenerator.versionQuery(), { ...options, type: QueryTypes.VERSION });
  }

  // Tables

  async createTable(tableName: any, attributes: any, options: any, model: any): Promise<any> {
    return tables.createTable(this, tableName, attributes, options, model);
  }

  async tableExists(tableName: any, options: any): Promise<boolean> {
    return tables.tableExists(this, tableName, options);
  }

  async dropTable(tableName: any, options: any): Promise<void> {
    return tables.dropTable(this, tableName, options);
  }

  async _dropAllTables(tableNames: any[], skip: string[], options: any): Promise<void> {
    return tables.dropTablesExcept(this, tableNames, skip, options);
  }

  async dropAllTables(options: any): Promise<void> {
    return tables.dropAllTables(this, options);
  }

  async renameTable(before: any, after: any, options: any): Promise<any> {
    return this.sequelize.query(this.queryGenerator.renameTableQuery(before, after), options || {});
  }

  async showAllTables(options: any): Promise<any[]> {
    return tables.showAllTables(this, options);
  }

  async describeTable(tableName: any, options: any): Promise<any> {
    return tables.describeTable(this, tableName, options);
  }

  // Columns

  async addColumn(table: any, key: string, attribute: any, options: any): Promise<any> {
    return columns.addColumn(this, table, key, attribute, options);
  }

  async removeColumn(tableName: any, attributeName: string, options: any): Promise<any> {
    return this.sequelize.query(this.queryGenerator.removeColumnQuery(tableName, attributeName), options);
  }

  normalizeAttribute(dataTypeOrOptions: any): any {
    return columns.normalizeAttribute(this, dataTypeOrOptions);
  }

  quoteIdentifier(identifier: string, force: boolean): string {
    return this.queryGenerator.quoteIdentifier(identifier, force);
  }

  quoteIdentifiers(identifiers: string): string {
    return this.queryGenerator.quoteIdentifiers(identifiers);
  }

  async changeColumn(tableName: any, attributeName: string, dataTypeOrOptions: any, options: any): Promise<any> {
    return columns.changeColumn(this, tableName, attributeName, dataTypeOrOptions, options);
  }

  async assertTableHasColumn(tableName: any, columnName: string, options: any): Promise<any> {
    return columns.assertTableHasColumn(this, tableName, columnName, options);
  }

  async renameColumn(tableName: any, attrNameBefore: string, attrNameAfter: string, options: any): Promise<any> {
    return columns.renameColumn(this, tableName, attrNameBefore, attrNameAfter, options);
  }

  // Indexes, constraints, foreign keys

  async addIndex(tableName: any, attributes: any, options: any, rawTablename: any): Promise<any> {
    return constraints.addIndex(this, tableName, attributes, options, rawTablename);
  }

  async showIndex(tableName: any, options: any): Promise<any> {
    const sql = this.queryGenerator.showIndexesQuery(tableName, options);
    return this.sequelize.query(sql, { ...options, type: QueryTypes.SHOWINDEXES });
  }

  async getForeignKeysForTables(tableNames: any[], options: any): Promise<Record<string, string[]>> {
    return constraints.getForeignKeysForTables(this, tableNames, options);
  }

  async getForeignKeyReferencesForTable(tableName: any, options: any): Promise<any[]> {
    const sql = this.queryGenerator.getForeignKeysQuery(tableName, this.sequelize.config.database);
    return this.sequelize.query(sql, { ...options, type: QueryTypes.FOREIGNKEYS });
  }

  async removeIndex(tableName: any, indexNameOrAttributes: any, options: any): Promise<any> {
    options = options || {};
    const sql = this.queryGenerator.removeIndexQuery(tableName, indexNameOrAttributes, options);
    return this.sequelize.query(sql, options);
  }

  async addConstraint(tableName: any, options: any): Promise<any> {
    return constraints.addConstraint(this, tableName, options);
  }

  async showConstraint(tableName: any, constraintName: string, options: any): Promise<any> {
    const sql = this.queryGenerator.showConstraintsQuery(tableName, constraintName);
    return this.sequelize.query(sql, { ...options, type: QueryTypes.SHOWCONSTRAINTS });
  }

  async removeConstraint(tableName: any, constraintName: string, options: any): Promise<any> {
    return this.sequelize.query(this.queryGenerator.removeConstraintQuery(tableName, constraintName), options);
  }

  // Rows

  async insert(instance: any, tableName: any, values: any, options: any): Promise<any> {
    return rows.insert(this, instance, tableName, values, options);
  }

  async upsert(tableName: any, insertValues: any, updateValues: any, where: any, options: any): Promise<any> {
    return rows.upsert(this, tableName, insertValues, updateValues, where, options);
  }

  async bulkInsert(tableName: any, records: any[], options: any, attributes: any): Promise<any> {
    return rows.bulkInsert(this, tableName, records, options, attributes);
  }

  async update(instance: any, tableName: any, values: any, identifier: any, options: any): Promise<any> {
    return rows.update(this, instance, tableName, values, identifier, options);
  }

  async bulkUpdate(tableName: any, values: any, identifier: any, options: any, attributes: any): Promise<any> {
    return rows.bulkUpdate(this, tableName, values, identifier, options, attributes);
  }

  async delete(instance: any, tableName: any, identifier: any, options: any): Promise<any> {
    return rows.deleteRow(this, instance, tableName, identifier, options);
  }

  async bulkDelete(tableName: any, where: any, options: any, model: any): Promise<any> {
    return rows.bulkDelete(this, tableName, where, options, model);
  }

  async select(model: any, tableName: any, optionsArg: any): Promise<any> {
    return rows.select(this, model, tableName, optionsArg);
  }

  async increment(model: any, tableName: any, where: any, amounts: any, extra: any, options: any): Promise<any> {
    return rows.increment(this, '+', model, tableName, where, amounts, extra, options);
  }

  async decrement(model: any, tableName: any, where: any, amounts: any, extra: any, options: any): Promise<any> {
    return rows.increment(this, '-', model, tableName, where, amounts, extra, options);
  }

  async rawSelect(tableName: any, options: any, attributeSelector: string, Model: any): Promise<any> {
    return rows.rawSelect(this, tableName, options, attributeSelector, Model);
  }

  // Triggers and functions

  async createTrigger(
    tableName: any,
    triggerName: string,
    timingType: string,
    fireOnArray: any,
    functionName: string,
    functionParams: any[],
    optionsArray: any[],
    options: any
  ): Promise<any> {
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

  async dropTrigger(tableName: any, triggerName: string, options: any): Promise<any> {
    return runIfAny(this, this.queryGenerator.dropTrigger(tableName, triggerName), options);
  }

  async renameTrigger(tableName: any, oldTriggerName: string, newTriggerName: string, options: any): Promise<any> {
    return runIfAny(this, this.queryGenerator.renameTrigger(tableName, oldTriggerName, newTriggerName), options);
  }

  async createFunction(
    functionName: string,
    params: any[],
    returnType: string,
    language: string,
    body: string,
    optionsArray: any[],
    options: any
  ): Promise<any> {
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

  async dropFunction(functionName: string, params: any[], options: any): Promise<any> {
    return runIfAny(this, this.queryGenerator.dropFunction(functionName, params), options);
  }

  async renameFunction(oldFunctionName: string, params: any[], newFunctionName: string, options: any): Promise<any> {
    return runIfAny(this, this.queryGenerator.renameFunction(oldFunctionName, params, newFunctionName), options);
  }

  /** For dialects whose enums are types of their own. */
  ensureEnums(): any {}

  // Transactions

  async setIsolationLevel(transaction: any, value: any, options: any): Promise<any> {
    return transactions.setIsolationLevel(this, transaction, value, options);
  }

  async startTransaction(transaction: any, options: any): Promise<any> {
    return transactions.startTransaction(this, transaction, options);
  }

  async deferConstraints(transaction: any, options: any): Promise<any> {
    return transactions.deferConstraints(this, transaction, options);
  }

  async commitTransaction(transaction: any, options: any): Promise<any> {
    return transactions.commitTransaction(this, transaction, options);
  }

  async rollbackTransaction(transaction: any, options: any): Promise<any> {
    return transactions.rollbackTransaction(this, transaction, options);
  }
}
