/**
 * What becomes of a server's answers, by dialect: the table of those that have one. Each follows the `run` of v6's
 * `lib/dialects/<dialect>/query.js`.
 */
import { resultsOfMysqlKind } from '../dialects/mysql/query/results';
import type { Sequelize } from '../sequelize';
import type { FailedStatement, Failure } from './errors';
import { postgresResults } from './postgres-results';
import type { Shape } from './rows';

/** What was asked. */
export interface AskedServer {
  sequelize: Sequelize;
  options: any;
  /** Empty for a compiled statement, unless its type is RAW: its type says all. */
  sql: string;
  /** The statement as v6 logs it; it may have to be compiled. */
  text(): { sql: string; parameters: unknown };
}

/** One of the results of a text, or a part of one. */
export interface PartOfResult {
  shape: Shape;
  rows: number;
}

/** What came of it. */
export interface ServerOutcome {
  /** Rows of all results, with values parsed; instances for a SELECT that wants them. */
  rows: any[];
  changes: number;
  lastID: number;
  /** In order, for statements given as text. */
  parts: PartOfResult[];
  /** What else the server told, if `wantsDetails`. To be read before anything else is asked of the engine. */
  details(): any;
  /** What a SELECT gives for its options. */
  selects(): any;
}

export interface ServerResults {
  wantsDetails(type: string | undefined, sql: string): boolean;
  /** What is sent for a value of a raw statement. */
  bindValue?(value: unknown): unknown;
  finish(asked: AskedServer, outcome: ServerOutcome): any;
  /** The error to throw, if it is not what `toError` makes of every failure. */
  error(failure: Failure, statement: FailedStatement, sequelize: Sequelize): Error | undefined;
  /** What has to happen before the error is thrown. */
  beforeError?(failure: Failure, options: any): Promise<void> | undefined;
  /** A compiled statement and its values as v6 hands them to the driver, and logs them. */
  textOf?(answer: { query: string; bind: unknown }, sequelize: Sequelize): { sql: string; parameters: unknown };
}

const ofMysqlKind: Readonly<Record<string, ServerResults>> = {
  mysql: resultsOfMysqlKind('mysql'),
  mariadb: resultsOfMysqlKind('mariadb')
};

/** Nothing for SQLite, whose results have rules of their own (`results.ts`). */
export function serverResults(dialect: string): ServerResults | undefined {
  return dialect === 'postgres' ? postgresResults : ofMysqlKind[dialect];
}
