/** `db:migrate`, `db:migrate:undo` and `db:migrate:undo:all`. */
import { Failure } from '../failure';
import { line } from '../output';
import { findFile, type MigrationFile } from '../migrations/files';
import { Migrator, type RunOptions } from '../migrations/migrator';
import type { Settings } from '../settings';

interface MigrateOptions extends RunOptions {
  to?: string;
  from?: string;
  name?: string;
}

export async function migrate(settings: Settings, options: MigrateOptions): Promise<void> {
  if (options.name && (options.to || options.from)) {
    throw new Failure('--name runs one migration; it cannot be given together with --to or --from.');
  }
  await Migrator.use('migration', settings, options, migrator =>
    migrator.alone(async () => {
      const pending = await migrator.pending();
      const chosen = options.name ? onlyPending(migrator, pending, options.name) : range(migrator, pending, options);
      if (chosen.length === 0) line('No migrations were executed, database schema was already up to date.');
      else await migrator.up(chosen);
    })
  );
}

function onlyPending(migrator: Migrator, pending: MigrationFile[], name: string): MigrationFile[] {
  if (pending.length === 0) return [];
  const file = migrator.find(name);
  if (!pending.some(one => one.name === file.name)) throw new Failure(`Migration is not pending: ${file.name}`);
  return [file];
}

/** What is pending after `from` and up to `to`; nothing if one of them has been executed already. */
function range(migrator: Migrator, pending: MigrationFile[], { from, to }: MigrateOptions): MigrationFile[] {
  const position = (name: string | undefined, otherwise: number) => {
    if (name === undefined) return otherwise;
    const file = migrator.find(name);
    return pending.findIndex(one => one.name === file.name);
  };
  const first = position(from, -1);
  const last = position(to, pending.length - 1);
  if ((from !== undefined && first < 0) || last < 0) return [];
  return pending.slice(first + 1, last + 1);
}

export async function undo(settings: Settings, options: RunOptions & { name?: string }): Promise<void> {
  await reverting(settings, options, (executed, files) => {
    const name = options.name ? findFile(files, options.name).name : executed[0];
    if (!executed.includes(name)) throw new Failure(`Migration was not executed: ${name}`);
    return [name];
  });
}

export async function undoAll(settings: Settings, options: RunOptions & { to?: string }): Promise<void> {
  await reverting(settings, options, (executed, files) => {
    if (!options.to) return executed;
    const { name } = findFile(files, options.to);
    if (!executed.includes(name)) throw new Failure(`Migration was not executed: ${name}`);
    return executed.slice(0, executed.indexOf(name) + 1);
  });
}

/** `choose` gets what has been executed, the last first. */
async function reverting(
  settings: Settings,
  options: RunOptions,
  choose: (executed: string[], files: MigrationFile[]) => string[]
): Promise<void> {
  await Migrator.use('migration', settings, options, migrator =>
    migrator.alone(async () => {
      const executed = (await migrator.executed()).reverse();
      if (executed.length === 0) {
        line('No executed migrations found.');
        return;
      }
      const { files } = migrator;
      // A file that is gone stops everything: undoing what came before it would leave its changes in between.
      await migrator.down(choose(executed, files).map(name => exactly(files, name)));
    })
  );
}

function exactly(files: MigrationFile[], name: string): MigrationFile {
  const file = files.find(one => one.name === name);
  if (!file) throw new Failure(`Unable to find migration: ${name}`);
  return file;
}
