/** What is logged of a statement, and where to. */
import { safeStringifyJson } from '../objects/values';
import * as deprecations from '../utils/deprecations';
import type { Sequelize } from '../sequelize';

/** The options of a statement that concern its log line. */
export interface StatementLogOptions {
  logging?: any;
  benchmark?: boolean;
  logQueryParameters?: boolean;
}

/**
 * `sequelize.log(…)`: hands the arguments to the logging function. If the last argument is a plain object with
 * `logging`, that is the function (and it gets the object too, unless it is `console.log`); otherwise the
 * instance's. With `benchmark`, `console.log` gets the time written out, other functions as second argument.
 */
export function log(sequelize: Sequelize, args: any[]): void {
  const last = args[args.length - 1];
  const isOwnOptions = isLoggingOptions(last);
  const options = isOwnOptions ? last : sequelize.options;
  if (isOwnOptions && options.logging === console.log) args.pop();
  if (!options.logging) return;
  if (options.logging === true) {
    deprecations.noTrueLogging();
    options.logging = console.log;
  }
  const isTimed = sequelize.options.benchmark || options.benchmark;
  if (isTimed && options.logging === console.log) {
    options.logging(`${args[0]} Elapsed time: ${args[1]}ms`);
  } else {
    options.logging(...args);
  }
}

function isLoggingOptions(value: any): boolean {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, 'logging')) return false;
  const prototype = Object.getPrototypeOf(value);
  // Options of a child process or of jest's other realm are plain too: their prototype has no prototype.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Logs a statement: its text now, or with `benchmark` when it is done. Returns the function to call then.
 * `uuid` is that of the connection: a transaction's id, or nothing for a pooled one.
 */
export function logStatement(
  sequelize: Sequelize,
  options: StatementLogOptions,
  sql: string,
  parameters: unknown,
  uuid: string | undefined
): () => void {
  const text = `(${uuid || 'default'}): ${sql}${parametersText(sequelize, options, sql, parameters)}`;
  if (!(sequelize.options.benchmark || options.benchmark)) {
    sequelize.log(`Executing ${text}`, options);
    return nothing;
  }
  const start = Date.now();
  return () => sequelize.log(`Executed ${text}`, Date.now() - start, options);
}

function parametersText(sequelize: Sequelize, options: StatementLogOptions, sql: string, parameters: unknown): string {
  if (!parameters || !(sequelize.options.logQueryParameters || options.logQueryParameters)) return '';
  const values = Array.isArray(parameters)
    ? parameters.map(parameter => safeStringifyJson(parameter)).join(', ')
    : safeStringifyJson(parameters);
  return `${sql.endsWith(';') ? '' : ';'} ${values}`;
}

function nothing(): void {}
