/** Runs migrations and seeders forwards and backwards: umzug, with transactions, a lock and sequelize-cli's lines. */
import type { RunnableMigration, UmzugStorage } from 'umzug';
import { DataTypes } from '../../data-types';
import { Sequelize } from '../../index';
import { Failure } from '../failure';
import { commentLines, line, note, seconds } from '../output';
import { readConfiguration } from '../project/config';
import { connect, OtherConnection, watchOtherConnections, type ProjectSequelize } from '../project/connection';
import type { Settings } from '../settings';
import { DryRunSequelize } from './dry-run';
import { findFile, listFiles, readFile, type MigrationFile, type MigrationModule } from './files';
import { locked } from './lock';
import { describeTable, loadUmzug, openStorage, placeOf, type Kind, type Place } from './storage';
import { canRollBackTables, inTransaction, transactionHint } from './transaction';

type Direction = 'up' | 'down';

/** Options of the commands that run something. */
export interface RunOptions {
  /** `false`: no transactions. */
  transaction?: boolean;
  /** `false`: no lock. */
  lock?: boolean;
  /** Seconds. */
  lockTimeout?: string | number;
  dryRun?: boolean;
}

const LOCK_TIMEOUT_SECONDS = 60;

export class Migrator {
  private constructor(
    private readonly kind: Kind,
    private readonly settings: Settings,
    private readonly options: RunOptions,
    readonly sequelize: ProjectSequelize,
    readonly place: Place,
    private readonly storage: UmzugStorage
  ) {}

  /** Connects, hands out the migrator, and closes whatever happens. */
  static async use<T>(
    kind: Kind,
    settings: Settings,
    options: RunOptions,
    work: (migrator: Migrator) => Promise<T>
  ): Promise<T> {
    if (options.dryRun) commentLines();
    const configuration = await readConfiguration(settings);
    const sequelize = options.dryRun ? new DryRunSequelize(configuration) : connect(configuration);
    try {
      await sequelize.authenticate();
      watchOtherConnections();
      const place = placeOf(kind, configuration, settings.cwd);
      const storage = options.dryRun
        ? await readOnly(place, kind, sequelize)
        : await openStorage(kind, place, sequelize);
      return await work(new Migrator(kind, settings, options, sequelize, place, storage));
    } finally {
      await sequelize.close();
    }
  }

  get files(): MigrationFile[] {
    return listFiles(this.kind === 'migration' ? this.settings.migrationsPath : this.settings.seedersPath);
  }

  /** Whether runs are remembered. */
  get remembers(): boolean {
    return this.place.storage !== 'none';
  }

  /** Names as they are remembered, also of files that are gone. */
  async executed(): Promise<string[]> {
    return this.storage.executed({ context: {} });
  }

  async pending(): Promise<MigrationFile[]> {
    const executed = new Set(await this.executed());
    return this.files.filter(file => !executed.has(file.name));
  }

  find(name: string): MigrationFile {
    return findFile(this.files, name);
  }

  /** Nobody else migrates meanwhile. What is to be done has to be looked up inside. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.options.lock === false || this.options.dryRun) return work();
    const timeout = Number(this.options.lockTimeout ?? LOCK_TIMEOUT_SECONDS);
    if (!(timeout >= 0))
      throw new Failure(`--lock-timeout must be a number of seconds, not "${this.options.lockTimeout}".`);
    return locked(this.sequelize, this.place.table, timeout * 1000, work);
  }

  async up(files: MigrationFile[]): Promise<void> {
    await this.run('up', files);
  }

  /** In the order given. */
  async down(files: MigrationFile[]): Promise<void> {
    await this.run('down', files);
  }

  private async run(direction: Direction, files: MigrationFile[]): Promise<void> {
    const { Umzug, MigrationError } = await loadUmzug();
    const recorded = new Set<string>();
    const umzug = new Umzug({
      migrations: files.map(file => this.runnable(file, recorded)),
      storage: forgetting(this.storage, recorded),
      context: {},
      logger: undefined
    });
    report(umzug);
    const migrations = files.map(file => file.name);
    try {
      await umzug[direction]({ migrations, rerun: 'ALLOW' });
    } catch (error) {
      throw error instanceof MigrationError ? explained(error, this.options.dryRun === true) : error;
    }
  }

  private runnable(file: MigrationFile, recorded: Set<string>): RunnableMigration<object> {
    const step = async (direction: Direction) => {
      const module = await readFile(file, this.settings.load);
      if (!module[direction]) throw new Failure(`Could not find migration method: ${direction}`);
      if (!this.takesTransaction(module)) return this.step(module, direction);
      try {
        await inTransaction(this.sequelize, module.foreignKeys === true, async () => {
          await this.step(module, direction);
          if (this.place.storage !== 'sequelize') return;
          await this.record(direction, file);
          recorded.add(file.name);
        });
      } catch (error) {
        if (!isOf(error, OtherConnection)) throw Object.assign(asError(error), { wasRolledBack: true });
        note(`   ${file.name} uses a connection of its own: it runs without a transaction.`);
        await this.step(module, direction);
      }
    };
    return { name: file.name, path: file.path, up: () => step('up'), down: () => step('down') };
  }

  private takesTransaction(module: MigrationModule): boolean {
    if (this.options.transaction === false || this.options.dryRun || !canRollBackTables(this.sequelize)) return false;
    // Seeders mostly write through models, which connect by themselves.
    return this.kind === 'migration' ? module.transaction !== false : module.transaction === true;
  }

  private async step(module: MigrationModule, direction: Direction): Promise<void> {
    await module[direction]?.(this.sequelize.getQueryInterface(), Sequelize);
  }

  private async record(direction: Direction, { name, path }: MigrationFile): Promise<void> {
    const params = { name, path, context: {} };
    await (direction === 'up' ? this.storage.logMigration(params) : this.storage.unlogMigration(params));
  }
}

/** umzug records after a migration; what its transaction has recorded is not recorded twice. */
function forgetting(storage: UmzugStorage, recorded: Set<string>): UmzugStorage {
  return {
    logMigration: async params => {
      if (!recorded.has(params.name)) await storage.logMigration(params);
    },
    unlogMigration: async params => {
      if (!recorded.has(params.name)) await storage.unlogMigration(params);
    },
    executed: params => storage.executed(params)
  };
}

/** For `--dry-run`: what was run is read, and the rows that would be written are printed. */
async function readOnly(place: Place, kind: Kind, sequelize: ProjectSequelize): Promise<UmzugStorage> {
  if (place.storage !== 'sequelize') {
    const { executed } = await openStorage(kind, place, sequelize).then(storage => ({
      executed: (params: any) => storage.executed(params)
    }));
    return { executed, logMigration: async () => undefined, unlogMigration: async () => undefined };
  }
  const queryInterface = sequelize.getQueryInterface();
  const table: any = place.schema ? { tableName: place.table, schema: place.schema } : place.table;
  let isThere = (await describeTable(place, sequelize)) !== undefined;
  return {
    executed: async () => {
      if (!isThere) {
        const name = { type: DataTypes.STRING, allowNull: false, unique: true, primaryKey: true };
        await queryInterface.createTable(table, { name });
        isThere = true;
        return [];
      }
      const rows: any[] = await sequelize.query(
        (queryInterface.queryGenerator as any).selectQuery(table, { attributes: ['name'], order: [['name', 'ASC']] }),
        { type: 'SELECT', raw: true } as any
      );
      return rows.map(row => row.name);
    },
    logMigration: async ({ name }) => {
      await queryInterface.bulkInsert(table, [{ name }]);
    },
    unlogMigration: async ({ name }) => {
      await queryInterface.bulkDelete(table, { name });
    }
  };
}

function report(umzug: { on: any }): void {
  const bare = (name: string) => name.replace(/\.[^.]+$/, '');
  let started = 0;
  const start = (word: string) => (event: { name: string }) => {
    started = performance.now();
    line(`== ${bare(event.name)}: ${word} =======`);
  };
  const end = (word: string) => (event: { name: string }) =>
    line(`== ${bare(event.name)}: ${word} (${seconds(performance.now() - started)})\n`);
  umzug.on('migrating', start('migrating'));
  umzug.on('migrated', end('migrated'));
  umzug.on('reverting', start('reverting'));
  umzug.on('reverted', end('reverted'));
}

/** The error of a migration, saying which one it was and what is left of it. */
function explained(error: any, isDryRun: boolean): Failure {
  const cause = error.cause;
  const { name, direction } = error.migration;
  if (cause instanceof Failure && !(cause as any).wasRolledBack) return cause;
  const hint = transactionHint(cause);
  const left = cause?.wasRolledBack
    ? 'Nothing of it was kept.'
    : 'It did not run in a transaction: what it did before this stays.';
  const lines = [`${name} (${direction}): ${cause?.message || String(cause)}`, isDryRun ? undefined : left, hint];
  const text = lines.filter(Boolean).join('\n');
  return new Failure(text, { cause });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function isOf(error: any, type: new () => Error): boolean {
  return error instanceof type || (error?.cause !== undefined && isOf(error.cause, type));
}
