/** `$name`, `$1` and `$$` in the text of a query: finding them, and checking that each has a value. */
import * as SqlString from '../../../sql-string';

/** What stands for one parameter in the text; `undefined` says the values lack it. */
export type Replacement = (match: string, key: any, values: any, timeZone: null, dialect: string, options: any) => any;

interface BindOptions {
  /** Leave `$$` as it is. */
  skipUnescape?: boolean;
  /** Only check; leave the parameters as they are. */
  skipValueReplace?: boolean;
}

/**
 * Rewrites the parameters of `sql` by `replacement`, or into literals without one.
 * `values` is a list for `$1`, `$2` … or an object for names. Keeps v6's signature and its empty second result.
 */
export function formatBindParameters(
  sql: string,
  values: any,
  dialect: string,
  replacement?: Replacement | BindOptions,
  options?: BindOptions
): [string, any] {
  if (!values) return [sql, []];
  if (typeof replacement !== 'function') {
    options = replacement;
    replacement = undefined;
  }
  const settings = options ?? {};
  const valueOf = replacement ?? (settings.skipValueReplace ? valueItself : literal);
  const isList = Array.isArray(values);

  const rewritten = sql.replace(/\B\$(\$|\w+)/g, (match, key: string) => {
    if (key === '$') return settings.skipUnescape ? match : key;
    let value: any;
    if (isList ? /^[1-9]\d*$/.test(key) : !/^\d*$/.test(key)) {
      value = valueOf(match, isList ? Number(key) - 1 : key, values, null, dialect, settings);
    }
    if (value === undefined) throw new Error(`Named bind parameter "${match}" has no value in the given object.`);
    return settings.skipValueReplace ? match : value;
  });
  return [rewritten, []];
}

function valueItself(_match: string, key: any, values: any): any {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}

function literal(_match: string, key: any, values: any, timeZone: any, dialect: string): string | undefined {
  return values[key] === undefined ? undefined : (SqlString as any).escape(values[key], timeZone, dialect);
}
