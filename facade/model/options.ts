/**
 * The public option types of models. One file although long: users read it as the reference of what each call takes,
 * and the interfaces extend each other. Nothing here exists at run time.
 */
import type { Association } from '../associations';
import type { DataType } from '../data-types';
import type { Col, Fn, Literal } from '../expressions';
import type { IndexHints } from '../index-hints';
import type { Attributes, Model, ModelStatic, ModelType } from '../model';
import type { Sequelize } from '../sequelize';
import type { RetryOptions } from '../sequelize/options';
import type { Transaction } from '../transaction';
import type { ModelHooks } from './hook-types';
import type { IncludeStrategy } from './include/strategy';
import type { WhereOptions } from './where';

export type AllowReadonlyArray<T> = T | readonly T[];
type RequireKey<T, K extends keyof T> = T & { [Key in K]-?: T[Key] };

export interface Logging {
  /** Gets every statement; its second argument is the duration with `benchmark`. */
  logging?: boolean | ((sql: string, timing?: number) => void);
  /** Measures statements, in milliseconds. */
  benchmark?: boolean;
}
export interface Poolable {
  /** With replication: read from the primary. */
  useMaster?: boolean;
}
export interface Transactionable {
  /** `null` keeps the statement out of the transaction of the CLS context. */
  transaction?: Transaction | null;
}
export interface SearchPathable {
  /** PostgreSQL schemas to look in. */
  searchPath?: string;
}
export interface Hookable {
  /** Default true. */
  hooks?: boolean;
}
export interface Silent {
  /** Leaves `updatedAt` alone. */
  silent?: boolean;
}
export interface Filterable<TAttributes = any> {
  where?: WhereOptions<TAttributes>;
}
export interface Projectable {
  attributes?: FindAttributeOptions;
}
export interface Paranoid {
  /** `false` includes soft-deleted rows. */
  paranoid?: boolean;
}

export type { RetryOptions };

type BindOrReplacements = { [key: string]: unknown } | unknown[];

export interface QueryOptions extends Logging, Transactionable, Poolable {
  /** Rows as plain objects. */
  raw?: boolean;
  /** Decides the form of the result; a member of `QueryTypes`. */
  type?: string;
  /** `{ 'a.b': 1 }` to `{ a: { b: 1 } }`. */
  nest?: boolean;
  /** The first row instead of all. */
  plain?: boolean;
  /** Values written into the statement by the client. */
  replacements?: BindOrReplacements;
  /** Values sent beside the statement. */
  bind?: BindOrReplacements;
  instance?: Model;
  mapToModel?: boolean;
  retry?: RetryOptions;
  /** Column names to attribute names. */
  fieldMap?: { [key: string]: string };
}

export type GroupOption = string | Fn | Col | (string | Fn | Col)[];
export type ProjectionAlias = readonly [string | Literal | Fn | Col, string];
type Projection = (string | ProjectionAlias)[];
export type FindAttributeOptions =
  Projection | { exclude: string[]; include?: Projection } | { exclude?: string[]; include: Projection };

export type { IncludeStrategy };
export interface IncludeThroughOptions extends Filterable<any>, Projectable, Paranoid {
  as?: string;
}
export type Includeable = ModelType | Association | IncludeOptions | { all: true; nested?: true } | string;
export interface IncludeOptions extends Filterable<any>, Projectable, Paranoid {
  model?: ModelType;
  as?: string;
  association?: Association | string;
  /** Replaces the condition of the join. */
  on?: WhereOptions<any>;
  where?: WhereOptions<any>;
  /** INNER JOIN; default true with a `where`. */
  required?: boolean;
  right?: boolean;
  /** With a statement of its own: how many rows each parent has at most. */
  limit?: number;
  offset?: number;
  /** A statement of its own, for all parents at once. It does not leave parents out, even with a `where`. */
  separate?: boolean;
  /** How the rows are loaded where the result is the same; default: `includeStrategy` of the Sequelize instance. */
  strategy?: IncludeStrategy;
  duplicating?: boolean;
  through?: IncludeThroughOptions;
  include?: Includeable[];
  order?: Order;
  subQuery?: boolean;
}

type OrderColumn = string | Col | Fn | Literal;
type OrderPath = Association | ModelStatic<Model> | { model: ModelStatic<Model>; as: string } | string;
export type OrderItem =
  | string
  | Fn
  | Col
  | Literal
  | [OrderColumn, string]
  | [OrderPath, OrderColumn]
  | [OrderPath, OrderColumn, string]
  | [OrderPath, OrderPath, OrderColumn]
  | [OrderPath, OrderPath, OrderColumn, string]
  | [OrderPath, OrderPath, OrderPath, OrderColumn]
  | [OrderPath, OrderPath, OrderPath, OrderColumn, string]
  | [OrderPath, OrderPath, OrderPath, OrderPath, OrderColumn]
  | [OrderPath, OrderPath, OrderPath, OrderPath, OrderColumn, string];
export type Order = Fn | Col | Literal | OrderItem[];

export interface IndexHint {
  type: IndexHints;
  values: string[];
}
export interface IndexHintable {
  /** MySQL and MariaDB. */
  indexHints?: IndexHint[];
}

/** Row locks of `lock`. */
export type LockLevel = 'UPDATE' | 'SHARE' | 'KEY SHARE' | 'NO KEY UPDATE';

export interface FindOptions<TAttributes = any>
  extends QueryOptions, Filterable<TAttributes>, Projectable, Paranoid, IndexHintable {
  include?: Includeable | Includeable[];
  order?: Order;
  group?: GroupOption;
  limit?: number;
  groupedLimit?: unknown;
  offset?: number;
  lock?: LockLevel | { level: LockLevel; of: ModelStatic<Model> } | boolean;
  skipLocked?: boolean;
  having?: WhereOptions<any>;
  subQuery?: boolean;
}
export interface NonNullFindOptions<TAttributes = any> extends FindOptions<TAttributes> {
  rejectOnEmpty: boolean | Error;
}
export interface CountOptions<TAttributes = any>
  extends Logging, Transactionable, Filterable<TAttributes>, Projectable, Paranoid, Poolable {
  include?: Includeable | Includeable[];
  distinct?: boolean;
  group?: GroupOption;
  /** The counted column; default `*`. */
  col?: string;
}
export type CountWithOptions<TAttributes = any> = RequireKey<CountOptions<TAttributes>, 'group'>;
export interface FindAndCountOptions<TAttributes = any> extends CountOptions<TAttributes>, FindOptions<TAttributes> {}
export type FindAndCountWithOptions<TAttributes = any> = RequireKey<FindAndCountOptions<TAttributes>, 'group'>;
export interface GroupedCountResultItem {
  [key: string]: unknown;
  count: number;
}
export interface AggregateOptions<T extends DataType | unknown, TAttributes = any>
  extends QueryOptions, Filterable<TAttributes>, Paranoid {
  /** What the result is converted to; default the attribute's type. */
  dataType?: string | T;
  distinct?: boolean;
}

export interface BuildOptions {
  /** Past setters; the values count as read. */
  raw?: boolean;
  isNewRecord?: boolean;
  include?: Includeable | Includeable[];
}
export interface CreateOptions<TAttributes = any> extends BuildOptions, Logging, Silent, Transactionable, Hookable {
  fields?: (keyof TAttributes)[];
  ignoreDuplicates?: boolean;
  returning?: boolean | (keyof TAttributes)[];
  validate?: boolean;
}
export interface FindOrCreateOptions<TAttributes = any, TCreationAttributes = TAttributes>
  extends FindOptions<TAttributes>, CreateOptions<TAttributes> {
  defaults?: TCreationAttributes;
}
export interface FindOrBuildOptions<TAttributes = any, TCreationAttributes = TAttributes>
  extends FindOptions<TAttributes>, BuildOptions {
  defaults?: TCreationAttributes;
}
export interface UpsertOptions<TAttributes = any> extends Logging, Transactionable, SearchPathable, Hookable {
  fields?: (keyof TAttributes)[];
  returning?: boolean | (keyof TAttributes)[];
  validate?: boolean;
  /** Condition of a partial unique index. */
  conflictWhere?: WhereOptions<TAttributes>;
  conflictFields?: (keyof TAttributes)[];
}
export interface BulkCreateOptions<TAttributes = any> extends Logging, Transactionable, Hookable, SearchPathable {
  fields?: (keyof TAttributes)[];
  /** Default false. */
  validate?: boolean;
  /** One statement per row, with its hooks. */
  individualHooks?: boolean;
  ignoreDuplicates?: boolean;
  updateOnDuplicate?: (keyof TAttributes)[];
  include?: Includeable | Includeable[];
  returning?: boolean | (keyof TAttributes)[];
  conflictWhere?: WhereOptions<TAttributes>;
  conflictAttributes?: Array<keyof TAttributes>;
}
export interface TruncateOptions<TAttributes = any>
  extends Logging, Transactionable, Filterable<TAttributes>, Hookable {
  cascade?: boolean;
  individualHooks?: boolean;
  limit?: number;
  /** Deletes rows of paranoid models. */
  force?: boolean;
  restartIdentity?: boolean;
}
export interface DestroyOptions<TAttributes = any> extends TruncateOptions<TAttributes> {
  truncate?: boolean;
}
export interface RestoreOptions<TAttributes = any> extends Logging, Transactionable, Filterable<TAttributes>, Hookable {
  individualHooks?: boolean;
  limit?: number;
}
export interface UpdateOptions<TAttributes = any> extends Logging, Transactionable, Paranoid, Hookable {
  where: WhereOptions<TAttributes>;
  fields?: (keyof TAttributes)[];
  validate?: boolean;
  /** Whether values that setters change beside are written too. Default true. */
  sideEffects?: boolean;
  individualHooks?: boolean;
  returning?: boolean | (keyof TAttributes)[];
  limit?: number;
  silent?: boolean;
}
export interface IncrementDecrementOptions<TAttributes = any>
  extends Logging, Transactionable, Silent, SearchPathable, Filterable<TAttributes> {}
export interface IncrementDecrementOptionsWithBy<TAttributes = any> extends IncrementDecrementOptions<TAttributes> {
  /** Default 1. */
  by?: number;
}

export interface SetOptions {
  raw?: boolean;
  /** Forgets all other values. */
  reset?: boolean;
}
export interface SaveOptions<TAttributes = any> extends Logging, Transactionable, Silent, Hookable {
  fields?: (keyof TAttributes)[];
  validate?: boolean;
  omitNull?: boolean;
  returning?: boolean | Array<keyof TAttributes>;
}
export interface InstanceUpdateOptions<TAttributes = any>
  extends SaveOptions<TAttributes>, SetOptions, Filterable<TAttributes> {}
export interface InstanceDestroyOptions extends Logging, Transactionable, Hookable {
  force?: boolean;
}
export interface InstanceRestoreOptions extends Logging, Transactionable {}

export interface DropOptions extends Logging {
  cascade?: boolean;
}
export interface SchemaOptions extends Logging {
  schemaDelimiter?: string;
}
export interface SyncOptions extends Logging, Hookable {
  /** Drops the table first. */
  force?: boolean;
  /** Changes an existing table; `{ drop: false }` keeps columns the model does not have. */
  alter?: boolean | { drop?: boolean };
  /** Only databases whose name matches are synchronised. */
  match?: RegExp;
  schema?: string;
  searchPath?: string;
}
export interface ScopeOptions {
  method: string | readonly [string, ...unknown[]];
}
export interface AddScopeOptions {
  override: boolean;
}

type Pattern = string | readonly (string | RegExp)[] | RegExp;
type Check = boolean | { msg: string };
type Arguments<T> = T | { msg: string; args: T };

/** Validators by name; names that are not listed are functions of the `validator` package, or the user's own. */
export interface ModelValidateOptions {
  is?: Pattern | { msg: string; args: Pattern };
  not?: Pattern | { msg: string; args: Pattern };
  isEmail?: Check;
  isUrl?: Check;
  isIP?: Check;
  isIPv4?: Check;
  isIPv6?: Check;
  isAlpha?: Check;
  isAlphanumeric?: Check;
  isNumeric?: Check;
  isInt?: Check;
  isFloat?: Check;
  isDecimal?: Check;
  isLowercase?: Check;
  isUppercase?: Check;
  notNull?: Check;
  isNull?: Check;
  notEmpty?: Check;
  equals?: string | { msg: string };
  contains?: string | { msg: string };
  notIn?: Arguments<ReadonlyArray<readonly any[]>>;
  isIn?: Arguments<ReadonlyArray<readonly any[]>>;
  notContains?: Arguments<readonly string[] | string>;
  len?: Arguments<readonly [number, number]>;
  isUUID?: Arguments<number>;
  isDate?: Arguments<boolean>;
  isAfter?: Arguments<string>;
  isBefore?: Arguments<string>;
  max?: number | { msg: string; args: readonly [number] };
  min?: number | { msg: string; args: readonly [number] };
  isArray?: Arguments<boolean>;
  isCreditCard?: Arguments<boolean>;
  [name: string]: unknown;
}

export type IndexType = 'UNIQUE' | 'FULLTEXT' | 'SPATIAL';
export type IndexMethod = 'BTREE' | 'HASH' | 'GIST' | 'SPGIST' | 'GIN' | 'BRIN' | string;
type IndexField =
  | string
  | { name: string; length?: number; order?: 'ASC' | 'DESC'; collate?: string; operator?: string }
  | Fn
  | Literal;
export interface IndexesOptions {
  /** Default `<table>_<fields>`. */
  name?: string;
  parser?: string | null;
  type?: IndexType;
  unique?: boolean;
  /** Built without blocking writers (PostgreSQL). */
  concurrently?: boolean;
  /** Columns, not attributes. */
  fields?: IndexField[];
  using?: IndexMethod;
  operator?: string;
  /** A partial index. */
  where?: WhereOptions<any>;
  prefix?: string;
}
export type ModelIndexesOptions = IndexesOptions;

export interface ModelNameOptions {
  singular?: string;
  plural?: string;
}
export interface ModelGetterOptions<M extends Model = Model> {
  [name: string]: (this: M) => unknown;
}
export interface ModelSetterOptions<M extends Model = Model> {
  [name: string]: (this: M, val: any) => void;
}
export interface ModelScopeOptions<TAttributes = any> {
  [scopeName: string]: FindOptions<TAttributes> | ((...args: readonly any[]) => FindOptions<TAttributes>);
}

export interface TableNameWithSchema {
  tableName: string;
  schema?: string;
  delimiter?: string;
  as?: string;
  name?: string;
}
export type TableName = string | TableNameWithSchema;

export interface ColumnOptions {
  allowNull?: boolean;
  /** Name of the column. */
  field?: string;
  /** A value, a function, or `DataTypes.NOW`, `UUIDV1`, `UUIDV4`. */
  defaultValue?: unknown;
}
export interface ModelAttributeColumnReferencesOptions {
  model?: TableName | ModelType;
  key?: string;
  /** A member of `Deferrable`. */
  deferrable?: any;
}
export interface ModelAttributeColumnOptions<M extends Model = Model> extends ColumnOptions {
  type: DataType;
  /** Attributes with the same name form one key. */
  unique?: boolean | string | { name: string; msg: string };
  primaryKey?: boolean;
  autoIncrement?: boolean;
  /** `GENERATED BY DEFAULT AS IDENTITY` instead of `SERIAL` (PostgreSQL). */
  autoIncrementIdentity?: boolean;
  comment?: string;
  references?: string | ModelAttributeColumnReferencesOptions;
  onUpdate?: string;
  onDelete?: string;
  validate?: ModelValidateOptions;
  /** Members of an enum. */
  values?: readonly string[];
  get?(this: M): unknown;
  set?(this: M, val: unknown): void;
}
export type ModelAttributes<M extends Model = Model, TAttributes = any> = {
  [name in keyof TAttributes]: DataType | ModelAttributeColumnOptions<M>;
};
export type Identifier = number | bigint | string | Buffer;

export interface ModelOptions<M extends Model = Model> {
  defaultScope?: FindOptions<Attributes<M>>;
  scopes?: ModelScopeOptions<Attributes<M>>;
  omitNull?: boolean;
  /** `createdAt` and `updatedAt`. Default true. */
  timestamps?: boolean;
  /** `destroy` sets `deletedAt`. */
  paranoid?: boolean;
  /** Columns in snake_case. */
  underscored?: boolean;
  /** The table has triggers (SQL Server). */
  hasTrigger?: boolean;
  /** The table is called as the model, not its plural. */
  freezeTableName?: boolean;
  name?: ModelNameOptions;
  modelName?: string;
  indexes?: readonly ModelIndexesOptions[];
  createdAt?: string | boolean;
  deletedAt?: string | boolean;
  updatedAt?: string | boolean;
  tableName?: string;
  schema?: string;
  engine?: string;
  charset?: string;
  comment?: string;
  collate?: string;
  initialAutoIncrement?: string;
  hooks?: Partial<ModelHooks<M, Attributes<M>>>;
  /** Functions that validate the whole instance. */
  validate?: ModelValidateOptions;
  setterMethods?: ModelSetterOptions<M>;
  getterMethods?: ModelGetterOptions<M>;
  /** Optimistic locking; a text names the attribute. */
  version?: boolean | string;
  /** How the `where`s of scopes and options meet on the same key. Default `overwrite`. */
  whereMergeStrategy?: 'and' | 'overwrite';
}
export interface InitOptions<M extends Model = Model> extends ModelOptions<M> {
  sequelize: Sequelize;
}
