/**
 * What has to happen to a generator's arguments in JavaScript before they cross, and to the answer after it:
 * string aliases of operators become symbols, and a user's own `bindParam` function gets its calls.
 */
import { replaceEverywhere } from './operators';

type Aliases = Record<string, symbol>;

/** Where each method takes conditions: positions of a `where`, and of options that hold one. */
const CONDITIONS: Record<string, { where?: number[]; options?: number[] }> = {
  selectQuery: { options: [1] },
  updateQuery: { where: [2] },
  deleteQuery: { where: [1] },
  arithmeticQuery: { where: [2] },
  upsertQuery: { where: [3] },
  addIndexQuery: { options: [1] },
  addConstraintQuery: { options: [1] },
  getConstraintSnippet: { options: [1] },
  whereQuery: { where: [0] },
  whereItemsQuery: { where: [0] },
  getWhereConditions: { where: [0] }
};

/** Replaces operator aliases in all conditions among `args`; most programs have none. */
export function lowerAliases(method: string, args: unknown[], aliases: Aliases | false | undefined): unknown[] {
  if (!aliases || Object.keys(aliases).length === 0) return args;
  if (method === 'whereItemQuery') {
    const [key, value, ...rest] = args;
    const known = typeof key === 'string' && Object.hasOwn(aliases, key) ? aliases[key] : key;
    return [known, replaceEverywhere(value, aliases), ...rest];
  }
  const places = CONDITIONS[method];
  if (!places) return args;
  const lowered = [...args];
  for (const index of places.where ?? []) lowered[index] = replaceEverywhere(lowered[index], aliases);
  for (const index of places.options ?? []) lowered[index] = lowerFindOptions(lowered[index], aliases);
  return lowered;
}

function lowerFindOptions(options: any, aliases: Aliases): any {
  if (!options || typeof options !== 'object') return options;
  const lowered = { ...options };
  if (options.where) lowered.where = replaceEverywhere(options.where, aliases);
  if (options.having) lowered.having = replaceEverywhere(options.having, aliases);
  if (Array.isArray(options.include)) {
    lowered.include = options.include.map((include: any) => lowerFindOptions(include, aliases));
  }
  return lowered;
}

/** Position of the options whose `bindParam` may be a function that makes the placeholders. */
const BIND_OPTIONS: Record<string, number> = { insertQuery: 3, updateQuery: 3 };
const UNBINDABLE: Record<string, number> = {
  whereQuery: 1,
  whereItemsQuery: 1,
  whereItemQuery: 2,
  getWhereConditions: 3
};

type BindParam = (value: unknown) => string;

/** The user's placeholder maker, if `args` carry one. */
export function customBindParam(method: string, args: unknown[]): BindParam | undefined {
  const position = BIND_OPTIONS[method] ?? UNBINDABLE[method];
  if (position === undefined) return undefined;
  const maker = (args[position] as any)?.bindParam;
  if (typeof maker !== 'function') return undefined;
  if (method in UNBINDABLE) throw new Error(`${method}: a bindParam function is not supported yet by sequelize-rs`);
  return maker;
}

/** The same arguments without the function. */
export function withoutBindParam(method: string, args: unknown[]): unknown[] {
  const position = BIND_OPTIONS[method];
  const copy = [...args];
  copy[position] = { ...(args[position] as object), bindParam: undefined };
  return copy;
}

/** Puts the user's placeholders where `$1`, `$2` … stand outside of quotes; as in v6 the values stay with the user. */
export function rebind(
  compiled: { query: string; bind?: unknown[] },
  bindParam: BindParam
): { query: string; bind: [] } {
  const values = compiled.bind ?? [];
  const quotedOrBind = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\$(\d+)/g;
  const query = compiled.query.replace(quotedOrBind, (text, index) =>
    index === undefined ? text : bindParam(values[Number(index) - 1])
  );
  return { query, bind: [] };
}
