/**
 * The statements of a transaction's life, in v6 a mixin of `QueryGenerator.prototype` and a deep path of its own.
 * The text is the compiler's; a `Transaction` is lowered to the few plain facts the text depends on.
 */
import { uuid } from '../../../packages/on-demand';
import { exposeDefault } from '../../../bridge/commonjs';

interface Compiles {
  dialect: string;
  _compile(method: string, args: unknown[]): any;
}

interface TransactionLike {
  parent?: unknown;
  name?: string;
  id?: string;
  options?: Record<string, any>;
}

/** What a transaction statement may depend on: whether it is a savepoint, its name, its kind. */
export function lowerTransaction(transaction: TransactionLike): Record<string, unknown> {
  const { type, isolationLevel, readOnly } = transaction.options ?? {};
  return {
    parent: transaction.parent ? {} : undefined,
    name: transaction.name,
    id: transaction.id,
    options: { type, isolationLevel, readOnly }
  };
}

/** Texts of transactions that are no savepoints, by generator: they depend on the options only, of which there are few. */
const known = new WeakMap<object, Map<string, string>>();

function textOf(generator: Compiles, method: string, transaction: TransactionLike): string {
  if (transaction.parent) return generator._compile(method, [lowerTransaction(transaction)]);
  const { type, isolationLevel, readOnly } = transaction.options ?? {};
  const key = JSON.stringify([generator.dialect, method, type, isolationLevel, readOnly]);
  let texts = known.get(generator);
  if (texts === undefined) known.set(generator, (texts = new Map()));
  let text = texts.get(key);
  if (text === undefined)
    texts.set(key, (text = generator._compile(method, [lowerTransaction(transaction)]) as string));
  return text;
}

export const TransactionQueries = {
  setIsolationLevelQuery(this: Compiles, value: string, options: { parent?: unknown }): string | undefined {
    return this._compile('setIsolationLevelQuery', [value, { parent: options?.parent ? {} : undefined }]);
  },
  generateTransactionId(): string {
    return uuid().v4();
  },
  startTransactionQuery(this: Compiles, transaction: TransactionLike): string {
    return textOf(this, 'startTransactionQuery', transaction);
  },
  deferConstraintsQuery(): void {},
  setConstraintQuery(): void {},
  setDeferredQuery(): void {},
  setImmediateQuery(): void {},
  /** Nothing for a savepoint: it cannot be committed. */
  commitTransactionQuery(this: Compiles, transaction: TransactionLike): string | undefined {
    return textOf(this, 'commitTransactionQuery', transaction);
  },
  rollbackTransactionQuery(this: Compiles, transaction: TransactionLike): string {
    return textOf(this, 'rollbackTransactionQuery', transaction);
  }
};

export default TransactionQueries;
exposeDefault(module, TransactionQueries);
