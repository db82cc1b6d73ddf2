/** A migration in a transaction: all of it happens, its record in the table included, or nothing. */
import { QueryTypes } from '../../query-types';
import { Transaction } from '../../transaction';
import { Failure } from '../failure';
import { ProjectSequelize } from '../project/connection';

/** Databases that can take back changes of tables. */
const TRANSACTIONAL = new Set(['sqlite', 'postgres']);

export function canRollBackTables(sequelize: ProjectSequelize): boolean {
  return TRANSACTIONAL.has(sequelize.dialect.name);
}

/** Runs `work` in a transaction that all statements of `sequelize` inside of it take part in. */
export async function inTransaction<T>(
  sequelize: ProjectSequelize,
  keepsForeignKeys: boolean,
  work: () => Promise<T>
): Promise<T> {
  if (sequelize.dialect.name === 'sqlite' && !keepsForeignKeys) return withoutForeignKeys(sequelize, work);
  return ProjectSequelize._clsRun(() => run(new Transaction(sequelize, begin(sequelize)), work));
}

/** SQLite: at once with the lock for writing, since a transaction that gets it later cannot wait for it. */
function begin(sequelize: ProjectSequelize): object {
  return sequelize.dialect.name === 'sqlite' ? { type: Transaction.TYPES.IMMEDIATE } : {};
}

async function run<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
  await transaction.prepareEnvironment(true);
  let result: T;
  try {
    result = await work();
  } catch (error) {
    await transaction.rollback().catch(() => undefined);
    throw error;
  }
  await transaction.commit();
  return result;
}

/**
 * SQLite changes a table by making it anew. With foreign keys on, dropping the old one deletes the rows that refer to
 * it (or fails), and inside a transaction the setting cannot be changed. So they are off, and looked at in the end:
 * what SQLite's manual tells to do (lang_altertable.html, section 7).
 */
async function withoutForeignKeys<T>(sequelize: ProjectSequelize, work: () => Promise<T>): Promise<T> {
  const transaction = new Transaction(sequelize, begin(sequelize));
  const start = () => Transaction.prototype.begin.call(transaction);
  transaction.begin = async () => {
    await sequelize.query('PRAGMA foreign_keys = OFF', { transaction });
    await start();
  };
  try {
    return await ProjectSequelize._clsRun(() =>
      run(transaction, async () => {
        const before = await orphans(sequelize, transaction);
        const result = await work();
        const more = [...(await orphans(sequelize, transaction))].filter(
          ([where, count]) => count > (before.get(where) ?? 0)
        );
        if (more.length > 0) {
          throw new Failure(
            `Rows would be left that refer to rows which do not exist: ${more.map(([where]) => where).join(', ')}. ` +
              'Let the migration remove them, or export `foreignKeys = true` if it counts on cascades.'
          );
        }
        return result;
      })
    );
  } finally {
    // In memory there is one connection, which goes on.
    const { storage } = sequelize.options as any;
    if (!storage || storage === ':memory:') await sequelize.query('PRAGMA foreign_keys = ON', { transaction: null });
  }
}

/** How many rows of a table refer to missing rows of another. */
async function orphans(sequelize: ProjectSequelize, transaction: Transaction): Promise<Map<string, number>> {
  const rows: any[] = await sequelize.query('PRAGMA foreign_key_check', {
    transaction,
    type: QueryTypes.SELECT,
    raw: true,
    logging: false
  });
  const counts = new Map<string, number>();
  for (const { table, parent } of rows) {
    const where = `"${table}" to "${parent}"`;
    counts.set(where, (counts.get(where) ?? 0) + 1);
  }
  return counts;
}

/** What a database says of statements that a transaction does not agree with, by its code. */
export function transactionHint(error: any): string | undefined {
  const code = error?.original?.code ?? error?.parent?.code ?? error?.code;
  if (code === '25001') return 'This statement cannot run in a transaction: let the file export `transaction = false`.';
  if (code === '25P02') {
    return (
      'An earlier statement of this file failed, and PostgreSQL refuses everything after it in the same transaction. ' +
      'If the file means to go on after a failure, let it export `transaction = false`.'
    );
  }
  return undefined;
}
