/** `db:seed`, `db:seed:all` and what undoes them. */
import path from 'node:path';
import { Failure } from '../failure';
import { line } from '../output';
import type { MigrationFile } from '../migrations/files';
import { Migrator, type RunOptions } from '../migrations/migrator';
import type { Settings } from '../settings';

export async function seedAll(settings: Settings, options: RunOptions): Promise<void> {
  await seeding(settings, options, async migrator => {
    const pending = await migrator.pending();
    if (pending.length === 0) line('No seeders found.');
    else await migrator.up(pending);
  });
}

export async function seed(settings: Settings, options: RunOptions & { seed?: string[] }): Promise<void> {
  await seeding(settings, options, async migrator => {
    const chosen = (options.seed ?? []).map(name => migrator.find(path.basename(name)));
    const pending = new Set((await migrator.pending()).map(file => file.name));
    const done = chosen.find(file => !pending.has(file.name));
    if (done) throw new Failure(`Migration is not pending: ${done.name}`);
    if (chosen.length === 0) line('No seeders were run: --seed names none.');
    else await migrator.up(chosen);
  });
}

export async function undoAllSeeds(settings: Settings, options: RunOptions): Promise<void> {
  await seeding(settings, options, async migrator => revert(migrator, (await seeded(migrator)).reverse()));
}

export async function undoSeed(settings: Settings, options: RunOptions & { seed?: string[] }): Promise<void> {
  await seeding(settings, options, async migrator => {
    const all = await seeded(migrator);
    const { seed: wanted } = options;
    const chosen = wanted ? all.filter(file => wanted.some(name => path.basename(name) === file.name)) : all.slice(-1);
    await revert(migrator, chosen.reverse());
  });
}

function seeding(settings: Settings, options: RunOptions, work: (migrator: Migrator) => Promise<void>): Promise<void> {
  return Migrator.use('seeder', settings, options, migrator => migrator.alone(() => work(migrator)));
}

/** What can be undone: what was run, or everything where nothing is remembered. */
async function seeded(migrator: Migrator): Promise<MigrationFile[]> {
  if (!migrator.remembers) return migrator.pending();
  const { files } = migrator;
  return (await migrator.executed()).map(name => {
    const file = files.find(one => one.name === name);
    if (!file) throw new Failure(`Unable to find migration: ${name}`);
    return file;
  });
}

async function revert(migrator: Migrator, files: MigrationFile[]): Promise<void> {
  if (files.length === 0) line('No seeders found.');
  else await migrator.down(files);
}
