/**
 * Every statement passes here. `execute` is the way of compiled statements: straight to the engine. `query` is the
 * public method for text; it goes to the engine as well, unless somebody looks on: with query or pool hooks, or if
 * the connection manager or the Query class was replaced, a Query object is made and run on a connection as in v6.
 */
import { executeCompiled, executeRaw } from '../bridge/execute';
import { BaseError } from '../errors';
import type { Sequelize } from '../sequelize';
import { injectReplacements } from '../utils/sql';
import { resolveQueryOptions, unpackSql, type QueryOptions, type SqlWithValues } from './query-options';
import { observesEveryAttempt, retryAfter, withRetry } from './retry';

/** A statement as text, ready to be sent. */
interface Statement {
  sql: string;
  bind: unknown;
  options: QueryOptions;
}

/** What was on an instance before anybody could replace it. */
export interface Originals {
  Query: unknown;
  getConnection: unknown;
}

/** Runs a statement given as text. What it resolves to depends on `options.type`. */
export async function query(sequelize: Sequelize, given: string | SqlWithValues, options?: QueryOptions): Promise<any> {
  const statement = prepare(sequelize, given, resolveQueryOptions(sequelize, options));
  return withRetry(sequelize, statement.options, async () => {
    joinClsTransaction(sequelize, statement.options);
    if (isObserved(sequelize) || statement.options.showWarnings) return runObserved(sequelize, statement);
    return executeRaw(sequelize, statement.sql, statement.bind, statement.options);
  });
}

/**
 * Runs a statement that the compiler makes: `method` of the query generator with `args`. Somebody who replaced
 * `query()`, or hooks into it, gets the text there.
 */
export function execute(sequelize: Sequelize, method: string, args: unknown[], given?: QueryOptions): any {
  if (!goesStraight(sequelize, given)) return executeAsText(sequelize, method, args, given);
  const options = resolveQueryOptions(sequelize, given);
  // Two statements in one text, which only `query` sends.
  if (options.searchPath) return executeAsText(sequelize, method, args, given);
  joinClsTransaction(sequelize, options);
  const attempt = async () => executeCompiled(sequelize, method, args, options);
  const again = (error: unknown) => {
    // What the compiler refuses it would refuse again; v6 compiles before it counts attempts.
    if (!options.rawErrors && !(error instanceof BaseError)) throw error;
    return retryAfter(sequelize, options, error, attempt);
  };
  if (observesEveryAttempt(sequelize, options)) return withRetry(sequelize, options, attempt);
  let result;
  try {
    result = executeCompiled(sequelize, method, args, options);
  } catch (error) {
    return again(error);
  }
  return isPromise(result) ? result.catch(again) : result;
}

function executeAsText(sequelize: Sequelize, method: string, args: unknown[], given?: QueryOptions): Promise<any> {
  const text = sequelize.queryInterface.queryGenerator[method](...args);
  if (method !== 'selectQuery' || !sequelize.options.minifyAliases) return sequelize.query(text, given);
  // The columns of the text are `_0`, `_1` …: what they stand for goes with it.
  const aliasNames = sequelize._engine.compile('selectAliases', args);
  const options: QueryOptions = { ...given, aliasNames };
  return sequelize.query(text, options as any);
}

/** Whether a compiled statement with these options reaches the engine without anybody looking on. */
export function goesStraight(sequelize: Sequelize, options?: QueryOptions): boolean {
  if (options?.replacements || options?.bind || (options as any)?.showWarnings) return false;
  return sequelize.query === originalQuery && !isObserved(sequelize);
}

let originalQuery: unknown;

/** Told once, by the module of the class, which function `query` is while nobody has replaced it. */
export function rememberQuery(method: unknown): void {
  originalQuery = method;
}

/** Whether hooks or replaced parts must see every statement. */
function isObserved(sequelize: Sequelize): boolean {
  const { hooks } = sequelize.options;
  if (hooks?.beforeQuery?.length || hooks?.afterQuery?.length) return true;
  if (hooks?.beforePoolAcquire?.length || hooks?.afterPoolAcquire?.length) return true;
  const { Query, getConnection } = sequelize._originals;
  const { connectionManager } = sequelize;
  if (sequelize.dialect.Query !== Query || connectionManager.getConnection !== getConnection) return true;
  return connectionManager.isWatched;
}

function prepare(sequelize: Sequelize, given: string | SqlWithValues, options: QueryOptions): Statement {
  let sql = unpackSql(given, options).trim();
  if (options.replacements && options.bind) {
    throw new Error('Both `replacements` and `bind` cannot be set at the same time');
  }
  if (options.replacements) sql = injectReplacements(sql, sequelize.dialect, options.replacements);
  if (!options.bind) return { sql, bind: undefined, options };
  const [bound, bind] = sequelize.dialect.Query.formatBindParameters(sql, options.bind, sequelize.options.dialect);
  return { sql: bound, bind, options };
}

/** With CLS, a statement whose caller says nothing of a transaction joins the current one. */
function joinClsTransaction(sequelize: Sequelize, options: QueryOptions): void {
  if (options.transaction !== undefined) return;
  const namespace = (sequelize.Sequelize as any)._cls;
  if (namespace) options.transaction = namespace.get('transaction');
}

/** One attempt in v6's steps, each of which hooks or replaced parts can see. */
async function runObserved(sequelize: Sequelize, { sql, bind, options }: Statement): Promise<any> {
  refuseFinishedTransaction(options, sql);
  const { connectionManager } = sequelize;
  const connection = await (options.transaction
    ? options.transaction.connection
    : connectionManager.getConnection(options));
  const query = new sequelize.dialect.Query(connection, sequelize, options);
  try {
    await sequelize.runHooks('beforeQuery', options, query);
    refuseFinishedTransaction(options, sql);
    return await query.run(sql, bind);
  } finally {
    await sequelize.runHooks('afterQuery', options, query);
    if (!options.transaction) connectionManager.releaseConnection(connection);
  }
}

function refuseFinishedTransaction({ transaction, completesTransaction }: QueryOptions, sql: string): void {
  if (!transaction?.finished || completesTransaction) return;
  const error = new Error(
    `${transaction.finished} has been called on this transaction(${transaction.id}), you can no longer use it. ` +
      `(The rejected query is attached as the 'sql' property of this error)`
  );
  throw Object.assign(error, { sql });
}

function isPromise(value: unknown): value is Promise<any> {
  return typeof (value as Promise<any> | undefined)?.then === 'function';
}
