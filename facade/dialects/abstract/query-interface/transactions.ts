/** The statements of a transaction's life. Each runs on the connection of the transaction or of its parent. */
import { Transaction } from '../../../transaction';
import type { Interface } from './run';

/** Nothing for a savepoint, without a level, or where the dialect has no statement for it. */
export async function setIsolationLevel(self: Interface, transaction: any, value: any, options: any): Promise<any> {
  assertTransaction(transaction, 'set isolation level for a transaction');
  if (transaction.parent || !value) return undefined;
  const sql = self.queryGenerator.setIsolationLevelQuery(value, { parent: transaction.parent });
  if (!sql) return undefined;
  return self.sequelize.query(sql, onItsConnection(transaction, options));
}

export async function startTransaction(self: Interface, transaction: any, options: any): Promise<any> {
  assertTransaction(transaction, 'start a transaction');
  options = onItsConnection(transaction, options);
  options.transaction.name = transaction.parent ? transaction.name : undefined;
  return self.sequelize.query(self.queryGenerator.startTransactionQuery(transaction), options);
}

export async function deferConstraints(self: Interface, transaction: any, options: any): Promise<any> {
  options = onItsConnection(transaction, options);
  const sql = self.queryGenerator.deferConstraintsQuery(options);
  if (!sql) return undefined;
  return self.sequelize.query(sql, options);
}

/** Nothing for a savepoint: what it holds is committed with its parent. */
export async function commitTransaction(self: Interface, transaction: any, options: any): Promise<any> {
  assertTransaction(transaction, 'commit a transaction');
  if (transaction.parent) return undefined;
  const sql = self.queryGenerator.commitTransactionQuery(transaction);
  const running = self.sequelize.query(sql, asLastStatement(transaction, options));
  transaction.finished = 'commit';
  return running;
}

export async function rollbackTransaction(self: Interface, transaction: any, options: any): Promise<any> {
  assertTransaction(transaction, 'rollback a transaction');
  options = asLastStatement(transaction, options);
  options.transaction.name = transaction.parent ? transaction.name : undefined;
  const running = self.sequelize.query(self.queryGenerator.rollbackTransactionQuery(transaction), options);
  transaction.finished = 'rollback';
  return running;
}

function assertTransaction(transaction: any, purpose: string): void {
  if (transaction instanceof Transaction) return;
  throw new Error(`Unable to ${purpose} without transaction object!`);
}

function onItsConnection(transaction: any, options: any): any {
  return { ...options, transaction: transaction.parent || transaction };
}

function asLastStatement(transaction: any, options: any): any {
  return { ...onItsConnection(transaction, options), supportsSearchPath: false, completesTransaction: true };
}
