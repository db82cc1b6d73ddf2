/**
 * v6's `Query`: one statement on one connection. Statements normally go straight to the engine; a `Query` is made when
 * somebody looks at it (`beforeQuery`, `afterQuery`) or imports the class. The engine does the work of `run` as well.
 */
import { uuid } from '../../packages/on-demand';
import { exposeDefault } from '../../bridge/commonjs';
import { executeRaw } from '../../bridge/execute';
import { nestRows } from '../../bridge/nest';
import { QueryTypes } from '../../query-types';
import { safeStringifyJson } from '../../utils';
import * as deprecations from '../../utils/deprecations';
import { formatBindParameters, type Replacement } from './query/bind-parameters';
import { handleSelectQuery } from './query/select';

export type * from '../../types/query';

export class AbstractQuery {
  [member: string]: any;

  declare uuid: string;
  declare connection: any;
  declare instance: any;
  declare model: any;
  declare sequelize: any;
  declare options: any;
  declare sql: string;

  constructor(connection: any, sequelize: any, options: any) {
    this.uuid = uuid().v4();
    this.connection = connection;
    this.instance = options.instance;
    this.model = options.model;
    this.sequelize = sequelize;
    this.options = { plain: false, raw: false, logging: console.log, ...options };
    this.checkLoggingOption();
    if (options.rawErrors) this.formatError = AbstractQuery.prototype.formatError;
  }

  static formatBindParameters(
    sql: string,
    values: any,
    dialect: string,
    replacementFunc?: Replacement | object,
    options?: object
  ): [string, any] {
    return formatBindParameters(sql, values, dialect, replacementFunc as Replacement, options);
  }

  /** Turns a driver's error into ours. Without knowledge of a dialect: the same error, with the caller's stack. */
  formatError(error: any, errStack?: string): any {
    error.stack = errStack;
    return error;
  }

  /** Sends the statement and shapes what comes back by `options.type`, as `sequelize.query` returns it. */
  async run(sql: string, parameters?: any): Promise<any> {
    if (Object.getPrototypeOf(this) === AbstractQuery.prototype) throw new Error("The run method wasn't overwritten!");
    this.sql = sql;
    const { connection, sequelize, instance, model } = this;
    return executeRaw(sequelize, sql, parameters, { ...this.options, instance, model, connection });
  }

  checkLoggingOption(): void {
    if (this.options.logging !== true) return;
    deprecations.noTrueLogging();
    this.options.logging = console.log;
  }

  /** The name under which the driver of v6 reports a new id. */
  getInsertIdField(): string {
    return 'insertId';
  }

  /** The message of the model's unique key that holds the field, or v6's own. */
  getUniqueConstraintErrorMessage(field: string): string {
    let message = field ? `${field} must be unique` : 'Must be unique';
    if (!field || !this.model) return message;
    for (const key of Object.values<any>(this.model.uniqueKeys)) {
      if (key.msg && key.fields.includes(field.replace(/"/g, ''))) message = key.msg;
    }
    return message;
  }

  isRawQuery(): boolean {
    return this.options.type === QueryTypes.RAW;
  }

  isVersionQuery(): boolean {
    return this.options.type === QueryTypes.VERSION;
  }

  isUpsertQuery(): boolean {
    return this.options.type === QueryTypes.UPSERT;
  }

  /** By type, or by the text: an INSERT whose answer, if there is one, carries a new id. */
  isInsertQuery(results?: any, metaData?: any): boolean {
    if (this.options.type === QueryTypes.INSERT) return true;
    const hasId = (answer: any) => !answer || Object.hasOwn(answer, this.getInsertIdField());
    return this.sql.toLowerCase().startsWith('insert into') && hasId(results) && hasId(metaData);
  }

  /** Gives the instance its new id. */
  handleInsertQuery(results?: any, metaData?: any): void {
    if (!this.instance) return;
    const field = this.getInsertIdField();
    this.instance[this.model.autoIncrementAttribute] = results?.[field] || metaData?.[field];
  }

  isShowTablesQuery(): boolean {
    return this.options.type === QueryTypes.SHOWTABLES;
  }

  handleShowTablesQuery(results: any[]): any[] {
    return results.flatMap(row => Object.values(row));
  }

  isShowIndexesQuery(): boolean {
    return this.options.type === QueryTypes.SHOWINDEXES;
  }

  isShowConstraintsQuery(): boolean {
    return this.options.type === QueryTypes.SHOWCONSTRAINTS;
  }

  isDescribeQuery(): boolean {
    return this.options.type === QueryTypes.DESCRIBE;
  }

  isSelectQuery(): boolean {
    return this.options.type === QueryTypes.SELECT;
  }

  isBulkUpdateQuery(): boolean {
    return this.options.type === QueryTypes.BULKUPDATE;
  }

  isBulkDeleteQuery(): boolean {
    return this.options.type === QueryTypes.BULKDELETE;
  }

  isForeignKeysQuery(): boolean {
    return this.options.type === QueryTypes.FOREIGNKEYS;
  }

  isUpdateQuery(): boolean {
    return this.options.type === QueryTypes.UPDATE;
  }

  handleSelectQuery(results: any[]): any {
    return handleSelectQuery(this as any, results);
  }

  isShowOrDescribeQuery(): boolean {
    const sql = this.sql.toLowerCase();
    return sql.startsWith('show') || sql.startsWith('describe');
  }

  isCallQuery(): boolean {
    return this.sql.toLowerCase().startsWith('call');
  }

  /** Logs the start, or with `benchmark` the end; call the returned function when the statement is done. */
  _logQuery(sql: string, debugContext: (message: string) => void, parameters?: any): () => void {
    const { connection, options, sequelize } = this;
    const benchmark = sequelize.options.benchmark || options.benchmark;
    const text = `(${connection.uuid || 'default'}): ${sql}${this._loggedParameters(sql, parameters)}`;
    const startTime = Date.now();
    debugContext(`Executing ${text}`);
    if (!benchmark) sequelize.log(`Executing ${text}`, options);
    return () => {
      debugContext(`Executed ${text}`);
      if (benchmark) sequelize.log(`Executed ${text}`, Date.now() - startTime, options);
    };
  }

  /** @internal */
  _loggedParameters(sql: string, parameters: any): string {
    const wanted = this.sequelize.options.logQueryParameters || this.options.logQueryParameters;
    if (!wanted || !parameters) return '';
    const text = Array.isArray(parameters)
      ? parameters.map(parameter => safeStringifyJson(parameter)).join(', ')
      : safeStringifyJson(parameters);
    return `${sql.endsWith(';') ? '' : ';'} ${text}`;
  }

  /** Nests the flat rows of a join. */
  static _groupJoinData(rows: any[], includeOptions: any, options: any): any[] {
    return nestRows(rows, includeOptions, options);
  }
}

export { AbstractQuery as Query };
export default AbstractQuery;
exposeDefault(module, AbstractQuery);
