/** Tables of all models: create or alter them (`sync`), drop them, empty them. References decide the order. */
import { withSqliteForeignKeysOff } from '../dialects/sqlite/sqlite-utils';
import type { Sequelize } from '../sequelize';
import type { Logging } from './options';

/** Options of `sync`. */
export interface SyncOptions {
  /** Drops each table first. */
  force?: boolean;
  /** Changes existing tables to fit the models; `{ drop: false }` never drops a column. */
  alter?: boolean | { drop?: boolean };
  /** Refuses to run unless the database's name matches. */
  match?: RegExp;
  logging?: Logging;
  benchmark?: boolean;
  schema?: string;
  searchPath?: string;
  /** Whether the sync hooks run. Default true. */
  hooks?: boolean;
  [option: string]: any;
}

/** Options of `drop`. */
export interface DropOptions {
  /** Drops what depends on a table as well. */
  cascade?: boolean;
  logging?: Logging;
  benchmark?: boolean;
  [option: string]: any;
}

export async function sync(sequelize: Sequelize, given?: SyncOptions): Promise<any> {
  const options: SyncOptions = {
    ...sequelize.options,
    ...sequelize.options.sync,
    ...given,
    hooks: given ? given.hooks !== false : true
  };
  checkDatabaseName(sequelize, options);
  if (options.hooks) await sequelize.runHooks('beforeBulkSync', options);
  if (options.force) await sequelize.drop(options);
  if (sequelize.modelManager.models.length === 0) {
    await sequelize.authenticate(options);
  } else {
    const models = sequelize.modelManager.getModelsTopoSortedByForeignKey();
    // v6: with circular references afterBulkSync does not run, and nothing is returned.
    if (models === null) return sequelize._syncModelsWithCyclicReferences(options);
    for (const model of models.reverse()) await model.sync(options);
  }
  if (options.hooks) await sequelize.runHooks('afterBulkSync', options);
  return sequelize;
}

function checkDatabaseName(sequelize: Sequelize, { match }: SyncOptions): void {
  const { database } = sequelize.config;
  if (match && !match.test(database as string)) {
    throw new Error(`Database "${database}" does not match sync match parameter "${match}"`);
  }
}

/** Tables first, references afterwards; SQLite just does not look at references meanwhile. */
export async function syncModelsWithCyclicReferences(sequelize: Sequelize, options: SyncOptions): Promise<void> {
  const { models } = sequelize.modelManager;
  if (isSqlite(sequelize)) {
    return withoutForeignKeys(sequelize, options, async () => {
      for (const model of models) await model.sync(options);
    });
  }
  for (const model of models) await model.sync({ ...options, withoutForeignKeyConstraints: true });
  for (const model of models) await model.sync({ ...options, force: false, alter: true });
}

export async function truncate(sequelize: Sequelize, options?: any): Promise<void> {
  const sorted = sequelize.modelManager.getModelsTopoSortedByForeignKey();
  const models = sorted ?? sequelize.modelManager.models;
  if (!sorted && !options?.cascade) {
    throw new Error(
      'Sequelize#truncate: Some of your models have cyclic references (foreign keys). You need to use the "cascade" option to be able to delete rows from models that have cyclic references.'
    );
  }
  const truncateAll = async () => {
    await Promise.all(models.map(model => model.truncate(options)));
  };
  // SQLite knows no cascade: its rows go while references are not looked at.
  if (!sorted && isSqlite(sequelize)) return withoutForeignKeys(sequelize, options, truncateAll);
  if (!options?.cascade) return truncateAll();
  for (const model of models) await model.truncate(options);
}

export async function drop(sequelize: Sequelize, options?: DropOptions): Promise<void> {
  const dropEach = async (models: any[]) => {
    for (const model of models) await model.drop(options);
  };
  // v6 goes on after a cascade: what is already gone is dropped "if exists" once more.
  if (options?.cascade) await dropEach(sequelize.modelManager.models);
  const sorted = sequelize.modelManager.getModelsTopoSortedByForeignKey();
  if (sorted) await dropEach(sorted);
  if (isSqlite(sequelize)) {
    return withoutForeignKeys(sequelize, options, () => dropEach(sequelize.modelManager.models));
  }
  await removeReferences(sequelize, options);
  await dropEach(sequelize.modelManager.models);
}

async function removeReferences(sequelize: Sequelize, options?: DropOptions): Promise<void> {
  const { queryInterface } = sequelize;
  for (const model of sequelize.modelManager.models) {
    const table = model.getTableName();
    const references: any[] = await queryInterface.getForeignKeyReferencesForTable(table, options);
    await Promise.all(references.map(one => queryInterface.removeConstraint(table, one.constraintName, options)));
  }
}

function isSqlite(sequelize: Sequelize): boolean {
  return sequelize.dialect.name === 'sqlite';
}

function withoutForeignKeys(sequelize: Sequelize, options: any, callback: () => Promise<void>): Promise<void> {
  return withSqliteForeignKeysOff(sequelize, options, callback);
}
