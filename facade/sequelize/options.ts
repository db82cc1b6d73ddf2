/** The options of `new Sequelize()`: their types and their defaults. */
import type { Model } from '../model';
import type { IncludeStrategy } from '../model/include/strategy';
import type { ModelOptions, QueryOptions, SyncOptions } from '../model/options';
import { ISOLATION_LEVELS, TYPES } from '../transaction/constants';
import type { SequelizeHooks } from '../types/hooks';

export type Dialect = 'mysql' | 'postgres' | 'sqlite' | 'mariadb' | 'mssql' | 'db2' | 'snowflake' | 'oracle';

/** Gets each statement's text; with `benchmark` its duration in ms, else the statement's options, comes second. */
export type LoggingFunction = (sql: string, timing?: any, ...more: any[]) => void;

/** Where to log to. `true` means `console.log` and is deprecated. */
export type Logging = boolean | LoggingFunction;

/** Connection pool. */
export interface PoolOptions {
  /** Most connections at a time. Default 5. */
  max?: number;
  /** Fewest connections kept. Default 0. */
  min?: number;
  /** How long, in ms, a connection may be idle before it may be closed. Default 10 000. */
  idle?: number;
  /** How long, in ms, to wait for a connection. Default 60 000. */
  acquire?: number;
  /** How often, in ms, idle connections are looked for. Default 1 000. */
  evict?: number;
  /** How often a connection is used before it is replaced. Default: no limit. */
  maxUses?: number;
  /** Whether a connection may still be used. */
  validate?(client?: unknown): boolean;
}

/** Which failed statements are sent again, and when. A given object replaces the default altogether. */
export interface RetryOptions {
  /** How often a statement is sent at most. */
  max?: number;
  /** Which errors: part of the message, a pattern, or an error class. None given: all. */
  match?: RetryMatch | RetryMatch[];
  /** After this many ms altogether the statement fails. */
  timeout?: number;
  /** The first delay in ms (100), multiplied by `backoffExponent` (1.1) each time; `backoffJitter` varies it. */
  backoffBase?: number;
  backoffExponent?: number;
  backoffJitter?: number;
  /** Told what happens. */
  report?(message: string, options: unknown, error?: unknown): void;
  name?: string;
}

type RetryMatch = string | RegExp | (abstract new (...args: any[]) => Error) | ((error: Error) => boolean);

/** One server of a replication set. */
export interface ReplicationServer {
  host?: string;
  port?: number | string;
  username?: string;
  password?: string;
  database?: string;
  [option: string]: unknown;
}

/** Options of `new Sequelize()`. Unknown keys are kept in `sequelize.options`. */
export interface Options {
  dialect?: Dialect;
  dialectModule?: object | null;
  dialectModulePath?: string | null;
  /** Handed to the connection of the dialect. */
  dialectOptions?: any;
  /** SQLite: path of the file; `:memory:`; or `''` for a temporary file. */
  storage?: string;
  host?: string;
  port?: number | string;
  database?: string;
  username?: string;
  password?: string;
  protocol?: string;
  native?: boolean;
  ssl?: boolean;
  replication?: false | { read: ReplicationServer | ReplicationServer[]; write: ReplicationServer };
  pool?: PoolOptions;
  /** Defaults of every model. */
  define?: ModelOptions;
  /** Defaults of `query()`. */
  query?: QueryOptions;
  /** Defaults of `set()`. */
  set?: any;
  /** Defaults of `sync()`. */
  sync?: SyncOptions;
  /** Schema of models that name none. */
  schema?: string;
  /** Time zone of the database: an offset, or for MySQL and PostgreSQL a name. Default `+00:00`. */
  timezone?: string;
  standardConformingStrings?: boolean;
  clientMinMessages?: string | boolean;
  logging?: Logging;
  benchmark?: boolean;
  logQueryParameters?: boolean;
  omitNull?: boolean;
  quoteIdentifiers?: boolean;
  hooks?: Partial<SequelizeHooks<Model, any, any>>;
  retry?: RetryOptions;
  transactionType?: (typeof TYPES)[keyof typeof TYPES];
  isolationLevel?: (typeof ISOLATION_LEVELS)[keyof typeof ISOLATION_LEVELS] | null;
  /** Version of the server; 0 asks it. */
  databaseVersion?: string | number;
  /** Whether values are checked against their attribute's type. */
  typeValidation?: boolean;
  operatorsAliases?: Record<string, symbol> | boolean;
  minifyAliases?: boolean;
  /** How included rows are loaded unless an include says it by `strategy`. Default `join`. */
  includeStrategy?: IncludeStrategy;
  /** An attribute name with parentheses: refused (default), quoted as a name, or taken as SQL text. */
  attributeBehavior?: 'throw' | 'escape' | 'unsafe-legacy';
  /** SQLite: whether foreign keys are enforced. Default true. */
  foreignKeys?: boolean;
  keepDefaultTimezone?: boolean;
  [option: string]: any;
}

/** What connections are made from; `sequelize.config`. */
export interface Config {
  database: string;
  username: string;
  password: string | null;
  host?: string;
  port?: number | string;
  pool?: Omit<PoolOptions, 'validate'>;
  protocol?: string;
  native?: boolean;
  ssl?: boolean;
  replication?: Options['replication'];
  dialectModule?: object | null;
  dialectModulePath?: string | null;
  keepDefaultTimezone?: boolean;
  dialectOptions?: any;
}

/** The given options over the defaults. */
export function withDefaults(options: Options): Options {
  return {
    dialect: null as unknown as undefined,
    dialectModule: null,
    dialectModulePath: null,
    host: 'localhost',
    protocol: 'tcp',
    define: {},
    query: {},
    sync: {},
    timezone: '+00:00',
    standardConformingStrings: true,
    logging: console.log,
    omitNull: false,
    native: false,
    replication: false,
    ssl: undefined,
    pool: {},
    quoteIdentifiers: true,
    hooks: {},
    retry: { max: 5, match: ['SQLITE_BUSY: database is locked'] },
    transactionType: TYPES.DEFERRED,
    isolationLevel: null,
    databaseVersion: 0,
    typeValidation: false,
    benchmark: false,
    minifyAliases: false,
    logQueryParameters: false,
    attributeBehavior: 'throw',
    ...options
  };
}

/** What connections are made from: the constructor's arguments or the URL first, then the options. */
export function connectionConfig(given: Partial<Config>, options: Options): Config {
  return {
    database: (given.database || options.database) as string,
    username: (given.username || options.username) as string,
    password: given.password || options.password || null,
    host: given.host || options.host,
    port: given.port || options.port,
    pool: options.pool,
    protocol: options.protocol,
    native: options.native,
    ssl: options.ssl,
    replication: options.replication,
    dialectModule: options.dialectModule,
    dialectModulePath: options.dialectModulePath,
    keepDefaultTimezone: options.keepDefaultTimezone,
    dialectOptions: options.dialectOptions
  };
}
