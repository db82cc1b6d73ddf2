import { offlineEngine } from './bridge/offline';
import { localTimeZone } from './naming/time-zone';
import { logger } from './utils/logger';
import { exposeDefault } from './bridge/commonjs';

/*
 * v6's deep path for values as SQL text. The text is written by the engine of the dialect. `format` says that a list
 * stands for `a, b` instead of an array literal (PostgreSQL).
 */

/** What has a text. */
export type Escapable = string | number | bigint | boolean | Date | Buffer | null | undefined | unknown[];

/** A list as `a, b`; lists inside it in parentheses. */
export function arrayToList(list: unknown[], timeZone?: string | null, dialect?: string, format?: boolean): string {
  const texts = list.map(item =>
    Array.isArray(item)
      ? `(${arrayToList(item, timeZone, dialect, format)})`
      : escape(item as Escapable, timeZone, dialect, format)
  );
  return texts.join(', ');
}

/**
 * A value as SQL text.
 *
 * @throws Error if the value has no text: an object that is not a date, a buffer or a list
 */
export function escape(value: Escapable, timeZone?: string | null, dialect?: string, format?: boolean): string {
  if (value === undefined || value === null) return 'NULL';
  if (isUnprintable(value)) throw new Error(`Invalid value ${logger.inspect(value)}`);
  const method = format ? 'escapeList' : 'escapeString';
  const text = offlineEngine(dialect || 'abstract', { timezone: timeZone || localTimeZone() }).compile(method, [
    value
  ]) as string;
  // v6: booleans of these two dialects are numbers, not texts
  if (typeof value === 'boolean' && (dialect === 'sqlite' || dialect === 'mssql')) return Number(text) as any;
  return text;
}

/** Puts values in place of each `?`, also inside texts and comments; `injectReplacements` is the safe one. */
export function format(sql: string, values: unknown, timeZone?: string | null, dialect?: string): string {
  if (typeof sql !== 'string') throw new Error(`Invalid SQL string provided: ${sql}`);
  const left = ([] as unknown[]).concat(values);
  return sql.replace(/\?/g, mark => (left.length ? escape(left.shift() as Escapable, timeZone, dialect, true) : mark));
}

/**
 * Puts values in place of each `:name`, also inside texts and comments; `injectReplacements` is the safe one.
 *
 * @throws Error if a name has no value
 */
export function formatNamedParameters(
  sql: string,
  values: Record<string, unknown>,
  timeZone?: string | null,
  dialect?: string
): string {
  return sql.replace(/:+(?!\d)(\w+)/g, (mark, name) => {
    if (dialect === 'postgres' && mark.startsWith('::')) return mark;
    if (values[name] === undefined) throw new Error(`Named parameter "${mark}" has no value in the given object.`);
    return escape(values[name] as Escapable, timeZone, dialect, true);
  });
}

/** v6 takes anything that has a `replace` method for a text. */
function isUnprintable(value: any): boolean {
  if (typeof value === 'symbol') return true;
  if (typeof value !== 'object' && typeof value !== 'function') return false;
  return !(value instanceof Date || Buffer.isBuffer(value) || Array.isArray(value) || value.replace);
}

exposeDefault(module, { arrayToList, escape, format, formatNamedParameters });
