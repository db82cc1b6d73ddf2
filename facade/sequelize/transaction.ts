/** `sequelize.transaction()`: hands out a started transaction, or runs a function inside one. */
import type { Sequelize } from '../sequelize';
import { Transaction, type TransactionOptions } from '../transaction';

/** The function of a managed transaction: what it resolves to is returned once the transaction is committed. */
export type TransactionCallback<T> = (transaction: Transaction) => PromiseLike<T> | T;

export async function transaction<T>(
  sequelize: Sequelize,
  given?: TransactionOptions | TransactionCallback<T>,
  second?: TransactionCallback<T>
): Promise<Transaction | T> {
  const [options, callback] = typeof given === 'function' ? [undefined, given] : [given, second];
  const started = new Transaction(sequelize, options);
  if (!callback) {
    await started.prepareEnvironment(false);
    return started;
  }
  return (sequelize.Sequelize as any)._clsRun(() => manage(started, callback));
}

async function manage<T>(transaction: Transaction, callback: TransactionCallback<T>): Promise<T> {
  await transaction.prepareEnvironment(true);
  let result: T;
  try {
    result = await callback(transaction);
  } catch (error) {
    // A rollback that fails has already said so and closed the connection; the caller wants the first error.
    await transaction.rollback().catch(() => undefined);
    throw error;
  }
  await transaction.commit();
  return result;
}
