/**
 * The Sequelize class: the entry of the package and, as an instance, one database with its models. A table of
 * contents: what a method does is in the file of its theme in `sequelize/`. `require('sequelize')` returns this class,
 * with everything else the package offers as properties of it (`sequelize/statics.ts`).
 */
import { Engine } from './bridge/engine';
import { DataTypes } from './data-types';
import { Cast, Col, Fn, Json, Literal, Where } from './expressions';
import { applyTo as applyHooksTo } from './hooks';
import { ModelManager } from './model-manager';
import { Op } from './operators';
import { asNamespace, runInContext, type ClsNamespace } from './sequelize/cls';
import { readArguments } from './sequelize/constructor-arguments';
import { define, isDefined, model, normalizeAttribute, normalizeDataType } from './sequelize/define';
import { makeDialect } from './sequelize/dialect';
import { log } from './sequelize/logging';
import { connectionConfig, withDefaults, type Config, type Options } from './sequelize/options';
import { execute, query, rememberQuery, type Originals } from './sequelize/query';
import { checkStrategy } from './model/include/strategy';
import { warnOnce } from './model/warn-once';
import type { QueryOptions, SqlWithValues } from './sequelize/query-options';
import { authenticate, set } from './sequelize/session';
import { addStatics } from './sequelize/statics';
import {
  drop,
  sync,
  syncModelsWithCyclicReferences,
  truncate,
  type DropOptions,
  type SyncOptions
} from './sequelize/sync';
import { transaction, type TransactionCallback } from './sequelize/transaction';
import { diff as diffModule, erd as erdModule } from './packages/on-demand';
import type { QueryInterface } from './dialects/abstract/query-interface';
import type { DiffOptions, Operation } from './diff';
import type { ErdOptions } from './erd';
import type { Attributes, Model, ModelCtor } from './model';
import type { ModelAttributes, ModelOptions } from './model/options';
import type { WhereAttributeHashValue, WhereOperators } from './model/where';
import type { QueryTypes } from './query-types';
import type { Transaction, TransactionOptions } from './transaction';
import type { AddSequelizeHook, HookMethods, SequelizeHooks } from './types/hooks';
import type * as Q from './types/query-interface';
import type { WhereLeftOperand } from './types/sequelize';
import * as deprecations from './utils/deprecations';

export type * from './types/sequelize';

// The makers of expressions, as functions: properties of the class, named exports for TypeScript.
export declare const fn: typeof Sequelize.fn;
export declare const col: typeof Sequelize.col;
export declare const cast: typeof Sequelize.cast;
export declare const literal: typeof Sequelize.literal;
export declare const and: typeof Sequelize.and;
export declare const or: typeof Sequelize.or;
export declare const json: typeof Sequelize.json;
export declare const where: typeof Sequelize.where;

/** Text, or text with its values. */
type SqlText = string | SqlWithValues;

/** `addHook(type, fn)`, or with a name to remove the hook by. */
interface AddInstanceHook<Self> {
  <K extends keyof SequelizeHooks>(hookType: K, name: string, fn: SequelizeHooks<Model, any, any>[K]): Self;
  <K extends keyof SequelizeHooks>(hookType: K, fn: SequelizeHooks<Model, any, any>[K]): Self;
}

/** `sequelize.beforeCreate(fn)` and so on; `hooks.ts` adds them. */
export interface Sequelize extends HookMethods {}

export class Sequelize {
  declare options: Options;
  declare config: Config;
  declare dialect: any;
  declare queryInterface: any;
  /** The models by name. */
  declare models: { [key: string]: ModelCtor<Model> };
  declare modelManager: ModelManager;
  declare connectionManager: any;
  /** The class itself: code that holds an instance needs no import. */
  declare readonly Sequelize: typeof Sequelize;
  /** @internal Compiles and runs statements; made when first needed. */
  declare readonly _engine: Engine;
  /** @internal What could be replaced later, as it was at first. */
  declare readonly _originals: Originals;

  // The methods that `applyHooksTo` adds.
  declare addHook: AddInstanceHook<this>;
  declare removeHook: <K extends keyof SequelizeHooks>(hookType: K, nameOrFunction: string | Function) => this;
  declare hasHook: <K extends keyof SequelizeHooks>(hookType: K) => boolean;
  declare hasHooks: <K extends keyof SequelizeHooks>(hookType: K) => boolean;
  declare runHooks: (hooks: any, ...args: any[]) => Promise<void>;
  declare _setupHooks: (hooks?: any) => void;
  declare static addHook: AddInstanceHook<typeof Sequelize>;
  declare static removeHook: <K extends keyof SequelizeHooks>(
    hookType: K,
    nameOrFunction: string | Function
  ) => typeof Sequelize;
  declare static hasHook: <K extends keyof SequelizeHooks>(hookType: K) => boolean;
  declare static hasHooks: <K extends keyof SequelizeHooks>(hookType: K) => boolean;
  declare static runHooks: (hooks: any, ...args: any[]) => Promise<void>;
  // The same for all instances there will be.
  declare static beforeValidate: AddSequelizeHook<'beforeValidate'>;
  declare static afterValidate: AddSequelizeHook<'afterValidate'>;
  declare static beforeCreate: AddSequelizeHook<'beforeCreate'>;
  declare static afterCreate: AddSequelizeHook<'afterCreate'>;
  declare static beforeDestroy: AddSequelizeHook<'beforeDestroy'>;
  declare static afterDestroy: AddSequelizeHook<'afterDestroy'>;
  declare static beforeRestore: AddSequelizeHook<'beforeRestore'>;
  declare static afterRestore: AddSequelizeHook<'afterRestore'>;
  declare static beforeUpdate: AddSequelizeHook<'beforeUpdate'>;
  declare static afterUpdate: AddSequelizeHook<'afterUpdate'>;
  declare static beforeSave: AddSequelizeHook<'beforeSave'>;
  declare static afterSave: AddSequelizeHook<'afterSave'>;
  declare static beforeUpsert: AddSequelizeHook<'beforeUpsert'>;
  declare static afterUpsert: AddSequelizeHook<'afterUpsert'>;
  declare static beforeBulkCreate: AddSequelizeHook<'beforeBulkCreate'>;
  declare static afterBulkCreate: AddSequelizeHook<'afterBulkCreate'>;
  declare static beforeBulkDestroy: AddSequelizeHook<'beforeBulkDestroy'>;
  declare static afterBulkDestroy: AddSequelizeHook<'afterBulkDestroy'>;
  declare static beforeBulkRestore: AddSequelizeHook<'beforeBulkRestore'>;
  declare static afterBulkRestore: AddSequelizeHook<'afterBulkRestore'>;
  declare static beforeBulkUpdate: AddSequelizeHook<'beforeBulkUpdate'>;
  declare static afterBulkUpdate: AddSequelizeHook<'afterBulkUpdate'>;
  declare static beforeFind: AddSequelizeHook<'beforeFind'>;
  declare static beforeFindAfterExpandIncludeAll: AddSequelizeHook<'beforeFindAfterExpandIncludeAll'>;
  declare static beforeFindAfterOptions: AddSequelizeHook<'beforeFindAfterOptions'>;
  declare static afterFind: AddSequelizeHook<'afterFind'>;
  declare static beforeCount: AddSequelizeHook<'beforeCount'>;
  declare static beforeDefine: AddSequelizeHook<'beforeDefine'>;
  declare static afterDefine: AddSequelizeHook<'afterDefine'>;
  declare static beforeInit: AddSequelizeHook<'beforeInit'>;
  declare static afterInit: AddSequelizeHook<'afterInit'>;
  declare static beforeAssociate: AddSequelizeHook<'beforeAssociate'>;
  declare static afterAssociate: AddSequelizeHook<'afterAssociate'>;
  declare static beforeConnect: AddSequelizeHook<'beforeConnect'>;
  declare static afterConnect: AddSequelizeHook<'afterConnect'>;
  declare static beforeDisconnect: AddSequelizeHook<'beforeDisconnect'>;
  declare static afterDisconnect: AddSequelizeHook<'afterDisconnect'>;
  declare static beforePoolAcquire: AddSequelizeHook<'beforePoolAcquire'>;
  declare static afterPoolAcquire: AddSequelizeHook<'afterPoolAcquire'>;
  declare static beforeSync: AddSequelizeHook<'beforeSync'>;
  declare static afterSync: AddSequelizeHook<'afterSync'>;
  declare static beforeBulkSync: AddSequelizeHook<'beforeBulkSync'>;
  declare static afterBulkSync: AddSequelizeHook<'afterBulkSync'>;
  declare static beforeQuery: AddSequelizeHook<'beforeQuery'>;
  declare static afterQuery: AddSequelizeHook<'afterQuery'>;
  declare static validationFailed: (nameOrFunction: any, fn?: Function) => void;

  declare static options: { hooks: Record<string, any> };
  declare static _cls?: ClsNamespace;
  declare static readonly version: string;

  /** `(options)`, `(url, options?)` or `(database, username?, password?, options?)`. No connection is made yet. */
  constructor(options?: Options);
  constructor(url: string, options?: Options);
  constructor(database: string, username: string, password?: string | null, options?: Options);
  constructor(database: string, username: string, options?: Options);
  constructor(_database?: any, _username?: any, _password?: any, _options?: any) {
    // eslint-disable-next-line prefer-rest-params -- how many were given matters, and the length of the class is 4
    const { config, options } = readArguments(Array.from(arguments));
    void Sequelize.runHooks('beforeInit', config, options);
    this.options = checked(withDefaults(options));
    this._setupHooks(options.hooks);
    this.config = connectionConfig(config, this.options);
    this.dialect = makeDialect(this);
    this.dialect.queryGenerator.typeValidation = options.typeValidation;
    applyOperatorAliases(this);
    this.queryInterface = this.dialect.queryInterface;
    this.models = {};
    this.modelManager = new ModelManager(this);
    this.connectionManager = this.dialect.connectionManager;
    rememberOriginals(this);
    void Sequelize.runHooks('afterInit', this);
  }

  /** Makes the connection manager look at the data types again, after types of one's own were added. */
  refreshTypes(): void {
    this.connectionManager.refreshTypeParser(DataTypes);
  }

  getDialect(): string {
    return this.options.dialect as string;
  }

  getDatabaseName(): string {
    return this.config.database as string;
  }

  getQueryInterface(): QueryInterface {
    return this.queryInterface;
  }

  /** Makes a model: a table and the class of its rows. `options` is changed. */
  define<M extends Model, TAttributes = Attributes<M>>(
    modelName: string,
    attributes?: ModelAttributes<M, TAttributes>,
    options: ModelOptions<M> = {}
  ): ModelCtor<M> {
    return define(this, modelName, attributes, options);
  }

  /** The model of that name. Fails if there is none. */
  model(modelName: string): ModelCtor<Model> {
    return model(this, modelName);
  }

  isDefined(modelName: string): boolean {
    return isDefined(this, modelName);
  }

  /**
   * Runs a statement given as text. Resolves to `[results, metadata]`, or with `type`, `model`, `plain` … to what a
   * statement of that type gives.
   */
  query(sql: SqlText, options: Q.QueryOptionsWithType<QueryTypes.UPDATE>): Promise<[undefined, number]>;
  query(sql: SqlText, options: Q.QueryOptionsWithType<QueryTypes.BULKUPDATE>): Promise<number>;
  query(sql: SqlText, options: Q.QueryOptionsWithType<QueryTypes.INSERT>): Promise<[number, number]>;
  query(sql: SqlText, options: Q.QueryOptionsWithType<QueryTypes.UPSERT>): Promise<number>;
  query(sql: SqlText, options: Q.QueryOptionsWithType<QueryTypes.DELETE>): Promise<void>;
  query(sql: SqlText, options: Q.QueryOptionsWithType<QueryTypes.BULKDELETE>): Promise<number>;
  query(sql: SqlText, options: Q.QueryOptionsWithType<QueryTypes.SHOWTABLES>): Promise<string[]>;
  query(sql: SqlText, options: Q.QueryOptionsWithType<QueryTypes.DESCRIBE>): Promise<Q.ColumnsDescription>;
  query<M extends Model>(sql: SqlText, options: Q.QueryOptionsWithModel<M> & { plain: true }): Promise<M | null>;
  query<M extends Model>(sql: SqlText, options: Q.QueryOptionsWithModel<M>): Promise<M[]>;
  query<T extends object>(
    sql: SqlText,
    options: Q.QueryOptionsWithType<QueryTypes.SELECT> & { plain: true }
  ): Promise<T | null>;
  query<T extends object>(sql: SqlText, options: Q.QueryOptionsWithType<QueryTypes.SELECT>): Promise<T[]>;
  query(
    sql: SqlText,
    options: (Q.QueryOptions | Q.QueryOptionsWithType<QueryTypes.RAW>) & { plain: true }
  ): Promise<{ [key: string]: unknown } | null>;
  query(sql: SqlText, options?: Q.QueryOptions | Q.QueryOptionsWithType<QueryTypes.RAW>): Promise<[unknown[], unknown]>;
  query(sql: SqlText, options?: any): Promise<any> {
    return query(this, sql, options);
  }

  /** @internal Runs the statement that `queryGenerator[method](...args)` describes. */
  _execute(method: string, args: unknown[], options?: QueryOptions): any {
    return execute(this, method, args, options);
  }

  /** Sets user variables of the session (MySQL, MariaDB); needs `options.transaction`. */
  async set(variables: Record<string, unknown>, options: QueryOptions): Promise<any> {
    return set(this, variables, options);
  }

  /** The value as a literal of the dialect. */
  escape(value: unknown): string {
    return this.dialect.queryGenerator.escape(value);
  }

  async createSchema(schema: string, options?: QueryOptions): Promise<any> {
    return this.getQueryInterface().createSchema(schema, options);
  }

  async showAllSchemas(options?: QueryOptions): Promise<any> {
    return this.getQueryInterface().showAllSchemas(options);
  }

  async dropSchema(schema: string, options?: QueryOptions): Promise<any> {
    return this.getQueryInterface().dropSchema(schema, options);
  }

  async dropAllSchemas(options?: QueryOptions): Promise<any> {
    return this.getQueryInterface().dropAllSchemas(options);
  }

  /** Creates the tables of all models that are missing; with `force` anew, with `alter` changed to fit. */
  async sync(options?: SyncOptions): Promise<this> {
    return sync(this, options);
  }

  async _syncModelsWithCyclicReferences(options: SyncOptions): Promise<void> {
    return syncModelsWithCyclicReferences(this, options);
  }

  /** Deletes all rows of all models. */
  async truncate(options?: any): Promise<void> {
    return truncate(this, options);
  }

  /** Drops the tables of all models. */
  async drop(options?: DropOptions): Promise<void> {
    return drop(this, options);
  }

  /** Tests the connection. */
  /** The steps that would make the database be as the models say; `sourceOf` of `lib/diff` writes them as a migration. */
  async diff(options?: DiffOptions): Promise<Operation[]> {
    return diffModule().diff(this, options);
  }

  /** The models as an entity-relationship diagram: text for Mermaid, or an SVG. */
  erd(options?: ErdOptions): string {
    return erdModule().erd(this, options);
  }

  async authenticate(options?: QueryOptions): Promise<void> {
    return authenticate(this, options);
  }

  async databaseVersion(options?: QueryOptions): Promise<string> {
    return this.getQueryInterface().databaseVersion(options);
  }

  /** The dialect's function for a random number. */
  random(): Fn {
    return Sequelize.fn(['postgres', 'sqlite', 'snowflake'].includes(this.getDialect()) ? 'RANDOM' : 'RAND');
  }

  /** A call of a database function. */
  static fn(fn: string, ...args: unknown[]): Fn {
    return new Fn(fn, args);
  }

  /** A column, where a plain string would be a value. */
  static col(col: string): Col {
    return new Col(col);
  }

  static cast(val: unknown, type: string): Cast {
    return new Cast(val, type);
  }

  /** SQL text as it is. Never put a user's input into it. */
  static literal(val: any): Literal {
    return new Literal(val);
  }

  static and<T extends any[]>(...args: T): { [Op.and]: T } {
    return { [Op.and]: args };
  }

  static or<T extends any[]>(...args: T): { [Op.or]: T } {
    return { [Op.or]: args };
  }

  /** A place in a JSON column, or conditions on such places. */
  static json(conditionsOrPath: string | object, value?: string | number | boolean): Json {
    return new Json(conditionsOrPath, value as any);
  }

  /** `attr <comparator> logic`, where the left side may be an expression. */
  static where<K extends keyof WhereOperators>(
    left: WhereLeftOperand | Where,
    operator: K,
    right: WhereOperators[K]
  ): Where;
  static where(left: any, operator: string, right: any): Where;
  static where(left: WhereLeftOperand, right: WhereAttributeHashValue<any>): Where;
  static where(attr: any, comparator: any, logic?: any): Where {
    return new Where(attr, comparator, logic);
  }

  /**
   * Without a function: resolves to a started transaction, to be committed or rolled back by the caller. With one:
   * runs it in a transaction that is committed when it resolves and rolled back when it rejects.
   */
  transaction<T>(options: TransactionOptions, autoCallback: TransactionCallback<T>): Promise<T>;
  transaction<T>(autoCallback: TransactionCallback<T>): Promise<T>;
  transaction(options?: TransactionOptions): Promise<Transaction>;
  async transaction(options?: any, autoCallback?: any): Promise<any> {
    return transaction(this, options, autoCallback);
  }

  /** Makes statements inside a managed transaction join it by themselves. Concerns all instances. */
  static useCLS(ns: object): typeof Sequelize {
    Sequelize._cls = asNamespace(ns);
    return this;
  }

  static _clsRun<T>(fn: (context?: unknown) => T): T {
    return runInContext(Sequelize._cls, fn);
  }

  /** Logs as a statement is logged. */
  log(...args: any[]): void {
    log(this, args);
  }

  /** Closes all connections. Statements fail from now on. */
  close(): Promise<void> {
    return this.connectionManager.close();
  }

  /** The dialect's own variant of a data type. */
  normalizeDataType(Type: any): any {
    return normalizeDataType(this, Type);
  }

  /** The declaration of an attribute in the form the dialect works with. */
  normalizeAttribute(attribute: any): any {
    return normalizeAttribute(this, attribute);
  }

  declare fn: typeof Sequelize.fn;
  declare col: typeof Sequelize.col;
  declare cast: typeof Sequelize.cast;
  declare literal: typeof Sequelize.literal;
  declare and: typeof Sequelize.and;
  declare or: typeof Sequelize.or;
  declare json: typeof Sequelize.json;
  declare where: typeof Sequelize.where;
  declare validate: Sequelize['authenticate'];
}

/** Refuses options that cannot work, and replaces spellings that mean something else. */
function checked(options: Options): Options {
  if (!options.dialect) throw new Error('Dialect needs to be explicitly supplied as of v4.0.0');
  if ((options.dialect as string) === 'postgresql') options.dialect = 'postgres';
  if (options.dialect === 'sqlite' && options.timezone !== '+00:00') {
    throw new Error(
      'Setting a custom timezone is not supported by SQLite, dates are always returned as UTC. Please remove the custom timezone parameter.'
    );
  }
  checkStrategy(options.includeStrategy, 'includeStrategy');
  if (options.logging === true) {
    deprecations.noTrueLogging();
    options.logging = console.log;
  }
  return options;
}

function applyOperatorAliases({ options, dialect }: Sequelize): void {
  const aliases = options.operatorsAliases;
  if (aliases !== null && typeof aliases === 'object' && !Array.isArray(aliases)) {
    deprecations.noStringOperators();
    dialect.queryGenerator.setOperatorsAliases(aliases);
  } else if (typeof aliases === 'boolean') {
    deprecations.noBoolOperatorAliases();
  }
}

function rememberOriginals(sequelize: Sequelize): void {
  const value: Originals = {
    Query: sequelize.dialect.Query,
    getConnection: sequelize.connectionManager.getConnection
  };
  Object.defineProperty(sequelize, '_originals', { value, enumerable: false });
}

Object.defineProperty(Sequelize.prototype, '_engine', {
  configurable: true,
  enumerable: false,
  get(this: Sequelize): Engine {
    warnOfPassword(this);
    const engine = new Engine(this.getDialect(), this.options);
    engine.host = this.connectionManager;
    Object.defineProperty(this, '_engine', { value: engine, enumerable: false, writable: true, configurable: true });
    return engine;
  }
});

/** v6 hands a password to whatever SQLite it has; without encryption, as usual and as here, nothing comes of it. */
function warnOfPassword({ options, config }: Sequelize): void {
  if (options.dialect !== 'sqlite' || !config.password || !options.storage || options.storage === ':memory:') return;
  warnOnce(
    'SEQUELIZE_RS_SQLITE_PASSWORD',
    String(options.storage),
    `The password for the SQLite database ${options.storage} has no effect: the built-in SQLite does not encrypt.`
  );
}

rememberQuery(Sequelize.prototype.query);
addStatics(Sequelize);
applyHooksTo(Sequelize);
applyHooksTo(Sequelize.prototype);

export default Sequelize;

// Not `exposeDefault`: the class has exactly the properties of v6's, hidden ones included.
module.exports = Sequelize;
module.exports.Sequelize = Sequelize;
module.exports.default = Sequelize;
