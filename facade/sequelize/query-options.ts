/** Options of `query()`: their type, and the form in which every statement, raw or compiled, gets them. */
import { QueryTypes } from '../query-types';
import type { Sequelize } from '../sequelize';
import type { Transaction } from '../transaction';
import type { Logging, RetryOptions } from './options';

/** Values for `:name` or `?`, or for `$name` or `$1`. */
export type BindOrReplacements = Record<string, unknown> | unknown[];

/** Options of `sequelize.query()`. */
export interface QueryOptions {
  /** What kind of statement it is, which decides what is returned. Default `RAW`, or `SELECT` with a model. */
  type?: string;
  /** Plain rows, not instances. */
  raw?: boolean;
  /** Builds nested objects from columns named `a.b`. */
  nest?: boolean;
  /** Only the first row. */
  plain?: boolean;
  /** The class of the instances to return. */
  model?: any;
  /** The instance the result belongs to. */
  instance?: any;
  /** The columns' names are the model's fields: rename them to its attributes. */
  mapToModel?: boolean;
  /** Column names to rename: `{ column: name }`. */
  fieldMap?: Record<string, string>;
  /** Values put into the text as escaped literals. */
  replacements?: BindOrReplacements;
  /** Values sent beside the text. */
  bind?: BindOrReplacements;
  transaction?: Transaction | null;
  logging?: Logging;
  benchmark?: boolean;
  logQueryParameters?: boolean;
  retry?: RetryOptions;
  /** PostgreSQL: where unqualified names are looked for (with `dialectOptions.prependSearchPath`). */
  searchPath?: string;
  supportsSearchPath?: boolean;
  /** With replication: a reading statement goes to the writing server too. */
  useMaster?: boolean;
  /** Errors as the driver raised them. */
  rawErrors?: boolean;
  [option: string]: any;
}

/** Text with its values: what the query generator returns for statements that bind. */
export interface SqlWithValues {
  query?: string;
  values?: unknown[];
  bind?: BindOrReplacements;
}

/** A copy of the options with the instance's defaults and everything that follows from them filled in. */
export function resolveQueryOptions(sequelize: Sequelize, given: QueryOptions | undefined): QueryOptions {
  const options: QueryOptions = { ...sequelize.options.query, ...given };
  if (options.instance && !options.model) options.model = options.instance.constructor;
  if (!options.instance && !options.model) options.raw = true;
  if (options.mapToModel) options.fieldMap = options.model?.fieldAttributeMap ?? {};
  if (options.logging === undefined) {
    options.logging = Object.hasOwn(sequelize.options, 'logging') ? sequelize.options.logging : console.log;
  }
  if (!options.type) {
    options.type = options.model || options.nest || options.plain ? QueryTypes.SELECT : QueryTypes.RAW;
  }
  resolveSearchPath(sequelize, options);
  return options;
}

/** Without a search path to send, statements carry none. */
function resolveSearchPath(sequelize: Sequelize, options: QueryOptions): void {
  const isPrepended =
    sequelize.dialect.supports.searchPath &&
    sequelize.options.dialectOptions?.prependSearchPath &&
    options.supportsSearchPath !== false;
  if (isPrepended) {
    options.searchPath ||= sequelize.options.searchPath || 'DEFAULT';
  } else if (options.searchPath !== undefined) {
    delete options.searchPath;
  }
}

/** Takes the text out of `{ query, values, bind }`, moving the values into the options. */
export function unpackSql(sql: string | SqlWithValues, options: QueryOptions): string {
  if (typeof sql !== 'object') return sql;
  moveValues(options, 'replacements', sql.values, 'values');
  moveValues(options, 'bind', sql.bind, 'bind');
  return sql.query !== undefined ? sql.query : (sql as unknown as string);
}

function moveValues(options: QueryOptions, to: 'replacements' | 'bind', values: any, from: string): void {
  if (values === undefined) return;
  if (options[to] !== undefined) {
    throw new Error(`Both \`sql.${from}\` and \`options.${to}\` cannot be set at the same time`);
  }
  options[to] = values;
}
