/**
 * The connection that migrations run on. Inside a migration's transaction, everything that is asked of it takes part
 * in that transaction without saying so, and a transaction that the migration starts itself becomes a savepoint.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Sequelize } from '../../sequelize';
import { asNamespace, runInContext, type ClsNamespace } from '../../sequelize/cls';
import { Transaction, type TransactionOptions } from '../../transaction';
import type { Configuration } from './config';

/** A class of its own, so that its current transaction is nobody else's: models of the project connect by themselves. */
export class ProjectSequelize extends Sequelize {
  static override _cls: ClsNamespace = asNamespace(new AsyncLocalStorage());

  static override _clsRun<T>(fn: (context?: unknown) => T): T {
    return runInContext(ProjectSequelize._cls, fn);
  }

  override transaction(given?: any, second?: any): any {
    const [options, callback] = typeof given === 'function' ? [undefined, given] : [given, second];
    const around = currentTransaction();
    if (!around || options?.transaction !== undefined) return super.transaction(options, callback);
    const { isolationLevel: _level, type: _type, ...own } = (options ?? {}) as TransactionOptions;
    return super.transaction({ ...own, transaction: around } as any, callback);
  }
}
// Statements look for the current transaction on the class that an instance names.
Object.defineProperty(ProjectSequelize.prototype, 'Sequelize', { value: ProjectSequelize, configurable: true });

/** The transaction that statements of `ProjectSequelize` join just now. */
export function currentTransaction(): Transaction | undefined {
  return (ProjectSequelize._cls.get('transaction') as Transaction | null) ?? undefined;
}

export function connect(configuration: Configuration): ProjectSequelize {
  return new ProjectSequelize({ logging: false, ...configuration } as any);
}

/** Thrown at a statement that another connection sends while a migration's transaction is open. */
export class OtherConnection extends Error {
  constructor() {
    super(
      'This migration uses a connection of its own while its transaction is open: the two would wait for each other. ' +
        'Let it export `transaction = false`.'
    );
    this.name = 'OtherConnection';
  }
}

/**
 * Watches connections that the project's own modules make: a statement of theirs cannot see what the migration's
 * transaction has done, and waits for its locks for ever. If the project has a namespace of its own, it stays.
 */
export function watchOtherConnections(): void {
  Sequelize._cls ??= {
    get: () => {
      if (currentTransaction()) throw new OtherConnection();
      return undefined;
    },
    set: () => undefined,
    run: callback => callback({}),
    bind: callback => callback
  };
}
