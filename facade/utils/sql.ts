import { offlineEngine } from '../bridge/offline';
import { localTimeZone } from '../naming/time-zone';
import { isPlainObject } from '../objects/plain';

type BindOrReplacements = { [key: string]: unknown } | unknown[];

/** What is asked of a dialect here. */
interface NamedDialect {
  name: string;
  canBackslashEscape?(): boolean;
}

/**
 * Puts the values of `:name` or `?` into a statement, as escaped text, wherever a value can stand: not inside texts,
 * quoted names, comments and `$$` texts.
 *
 * @throws Error if a value is missing, or a text does not end
 * @throws TypeError if `replacements` is neither a list nor a plain object
 */
export function injectReplacements(sql: string, dialect: NamedDialect, replacements: BindOrReplacements): string {
  if (replacements === null || replacements === undefined) return sql;
  if (!Array.isArray(replacements) && !isPlainObject(replacements)) {
    throw new TypeError(
      `"replacements" must be an array or a plain object, but received ${JSON.stringify(replacements)} instead.`
    );
  }
  // v6: dates in replacements are written in the zone of the process, whatever the option `timezone` says
  const standardConformingStrings = !dialect.canBackslashEscape?.();
  const engine = offlineEngine(dialect.name, { timezone: localTimeZone(), standardConformingStrings });
  return engine.compile('injectReplacements', [sql, replacements]) as string;
}
