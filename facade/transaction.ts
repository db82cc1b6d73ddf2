/**
 * A transaction: one connection that is kept until `commit` or `rollback`. Started by `sequelize.transaction()`; a
 * statement joins it by `{ transaction }`. A transaction made inside another one is a savepoint on its connection.
 */
import { exposeDefault } from './bridge/commonjs';
import type { Deferrable } from './types/deferrable';
import type { Sequelize } from './sequelize';
import { ISOLATION_LEVELS, LOCKS, TYPES, checkIsolationLevel } from './transaction/constants';

/** Runs after a successful or failed COMMIT, with the transaction. */
type AfterCommitHook = (transaction: Transaction) => unknown;

/** Options of `sequelize.transaction()`. */
export interface TransactionOptions {
  /** Accepted as in v6, which starts every transaction without automatic commits. */
  autocommit?: boolean;
  isolationLevel?: Transaction.ISOLATION_LEVELS | null;
  /** How SQLite begins: when it takes its locks. */
  type?: Transaction.TYPES;
  /** When deferrable constraints are checked (PostgreSQL). */
  deferrable?: string | Deferrable | (new (constraints: string[]) => Deferrable);
  /** Only reads: with replication the connection comes from the read pool. */
  readOnly?: boolean;
  /** The parent: the new transaction becomes a savepoint of it. */
  transaction?: Transaction | null;
  logging?: boolean | ((sql: string, timing?: number) => void);
  benchmark?: boolean;
}

/** A database connection as the connection manager hands it out. */
interface TransactionConnection {
  uuid?: string;
}

export class Transaction {
  declare sequelize: Sequelize;
  /** Transactions started inside this one, oldest first. */
  declare savepoints: Transaction[];
  declare _afterCommitHooks: AfterCommitHook[];
  declare options: Omit<TransactionOptions, 'transaction'> & Record<string, unknown>;
  declare parent?: Transaction;
  /** Identifies the connection; savepoints share their parent's. */
  declare id: string;
  /** The savepoint's name, or the id. */
  declare name: string;
  declare connection?: TransactionConnection;
  declare finished?: 'commit' | 'rollback';

  constructor(sequelize: Sequelize, options?: TransactionOptions) {
    this.sequelize = sequelize;
    this.savepoints = [];
    this._afterCommitHooks = [];
    const { transaction: parent, ...own } = {
      type: sequelize.options.transactionType,
      isolationLevel: sequelize.options.isolationLevel,
      readOnly: false,
      ...options
    };
    checkIsolationLevel(own.isolationLevel);
    this.options = own;
    this.parent = parent ?? undefined;
    if (parent) {
      this.id = parent.id;
      parent.savepoints.push(this);
      this.name = `${this.id}-sp-${parent.savepoints.length}`;
    } else {
      this.id = this.name = sequelize.dialect.queryGenerator.generateTransactionId();
    }
  }

  /** Commits. Then, also if that failed, the `afterCommit` functions run, one after the other. */
  async commit(): Promise<void> {
    if (this.finished) throw finishedError('committed', this.finished);
    try {
      await this.sequelize.getQueryInterface().commitTransaction(this, this.options);
      this.cleanup();
    } catch (error) {
      warnOfKill('Committing', this, error);
      await this.forceCleanup();
      throw error;
    } finally {
      this.finished = 'commit';
      for (const hook of this._afterCommitHooks) await hook.apply(this, [this]);
    }
  }

  /** Undoes what was done since the transaction, or savepoint, began. */
  async rollback(): Promise<void> {
    if (this.finished) throw finishedError('rolled back', this.finished);
    if (!this.connection) throw new Error('Transaction cannot be rolled back because it never started');
    try {
      await this.sequelize.getQueryInterface().rollbackTransaction(this, this.options);
      this.cleanup();
    } catch (error) {
      warnOfKill('Rolling back', this, error);
      await this.forceCleanup();
      throw error;
    }
  }

  /**
   * Takes a connection and begins. If beginning fails the connection is given back and the error is thrown.
   * `useCLS` makes this the transaction of the current CLS context.
   */
  async prepareEnvironment(useCLS = true): Promise<void> {
    const connection = this.parent ? this.parent.connection : await acquire(this);
    this.connection = connection as TransactionConnection;
    this.connection.uuid = this.id;
    let result;
    try {
      await this.begin();
      result = await this.setDeferrable();
    } catch (error) {
      // What went wrong while beginning matters more than a rollback that fails as well.
      await this.rollback().catch(() => undefined);
      throw error;
    }
    if (useCLS) clsOf(this)?.set('transaction', this);
    return result;
  }

  async setDeferrable(): Promise<void> {
    if (!this.options.deferrable) return undefined;
    return this.sequelize.getQueryInterface().deferConstraints(this, this.options);
  }

  /** Sends the statements that begin; their order depends on where the dialect takes the isolation level. */
  async begin(): Promise<void> {
    const queryInterface = this.sequelize.getQueryInterface();
    const setLevel = () => queryInterface.setIsolationLevel(this, this.options.isolationLevel as string, this.options);
    if (this.sequelize.dialect.supports.settingIsolationLevelDuringTransaction) {
      await queryInterface.startTransaction(this, this.options);
      return setLevel();
    }
    await setLevel();
    return queryInterface.startTransaction(this, this.options);
  }

  /** Gives the connection back. A savepoint keeps its parent's; a second call does nothing. */
  cleanup(): void {
    const connection = leave(this);
    if (!connection) return;
    this.sequelize.connectionManager.releaseConnection(connection);
    connection.uuid = undefined;
  }

  /** Closes the connection instead of giving it back: after a failed COMMIT or ROLLBACK its state is unknown. */
  async forceCleanup(): Promise<void> {
    const connection = leave(this);
    if (!connection) return;
    await this.sequelize.connectionManager.destroyConnection(connection);
    connection.uuid = undefined;
  }

  _clearCls(): void {
    const cls = clsOf(this);
    if (cls && cls.get('transaction') === this) cls.set('transaction', null);
  }

  /** Registers a function to run after the commit. */
  afterCommit(fn: AfterCommitHook): void {
    if (typeof fn !== 'function') throw new Error('"fn" must be a function');
    this._afterCommitHooks.push(fn);
  }

  /** How a SQLite transaction begins. */
  static get TYPES(): typeof TYPES {
    return { ...TYPES };
  }

  static get ISOLATION_LEVELS(): typeof ISOLATION_LEVELS {
    return { ...ISOLATION_LEVELS };
  }

  /** Row locks of a `find`: `{ lock: transaction.LOCK.UPDATE, transaction }`. */
  static get LOCK(): typeof LOCKS {
    return { ...LOCKS };
  }

  get LOCK(): typeof LOCKS {
    return { ...LOCKS };
  }
}

// eslint-disable-next-line @typescript-eslint/no-namespace -- v6's type names: `Transaction.ISOLATION_LEVELS`
export namespace Transaction {
  export type ISOLATION_LEVELS = (typeof ISOLATION_LEVELS)[keyof typeof ISOLATION_LEVELS];
  export type TYPES = (typeof TYPES)[keyof typeof TYPES];
}

/** The CLS namespace of the transaction's Sequelize class, if one is in use. */
function clsOf(
  transaction: Transaction
): { get(key: string): unknown; set(key: string, value: unknown): void } | undefined {
  return (transaction.sequelize.constructor as any)._cls;
}

async function acquire(transaction: Transaction): Promise<TransactionConnection> {
  const { sequelize } = transaction;
  const options: { uuid: string; type?: string } = { uuid: transaction.id };
  if (transaction.options.readOnly) options.type = 'SELECT';
  const connection = await sequelize.connectionManager.getConnection(options);
  sequelize._engine?.lend(transaction, connection);
  return connection;
}

/** Leaves the CLS context; returns the connection if it is this transaction's to give away. */
function leave(transaction: Transaction): TransactionConnection | undefined {
  if (transaction.parent || transaction.connection?.uuid === undefined) return undefined;
  transaction._clearCls();
  return transaction.connection;
}

function finishedError(what: string, state: string): Error {
  return new Error(`Transaction cannot be ${what} because it has been finished with state: ${state}`);
}

function warnOfKill(doing: string, transaction: Transaction, error: unknown): void {
  const message = JSON.stringify((error as Error).message);
  console.warn(
    `${doing} transaction ${transaction.id} failed with error ${message}. ` +
      'We are killing its connection as it is now in an undetermined state.'
  );
}

/** Row locks of a `find`. */
export const LOCK = LOCKS;
export type LOCK = (typeof LOCKS)[keyof typeof LOCKS];

export default Transaction;

exposeDefault(module, Transaction);
