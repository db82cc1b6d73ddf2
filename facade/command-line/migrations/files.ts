/** The files of a folder that are migrations or seeders, and what is in them. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../failure';
import type { LoadModule } from '../project/load-module';

export interface MigrationFile {
  /** The file's name with its ending: what SequelizeMeta holds. */
  name: string;
  path: string;
}

type Step = (queryInterface: unknown, sequelize: unknown) => unknown;

export interface MigrationModule {
  up?: Step;
  down?: Step;
  /** `false`: not in a transaction, for what a database refuses inside of one. */
  transaction?: boolean;
  /** `true`: on SQLite, foreign keys are looked at while the migration runs. */
  foreignKeys?: boolean;
}

const PATTERN = /\.[cm]?[jt]s$/;
const DECLARATIONS = /\.d\.[cm]?ts$/;

/** In the order they run: by name. */
export function listFiles(folder: string): MigrationFile[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (cause) {
    throw new Failure(`Cannot read the folder "${folder}": ${(cause as Error).message}`, { cause });
  }
  return names
    .filter(name => PATTERN.test(name) && !DECLARATIONS.test(name))
    .sort()
    .map(name => ({ name, path: path.join(folder, name) }));
}

/** The file that a user means by a name: the whole name, or how it begins. */
export function findFile(files: MigrationFile[], wanted: string): MigrationFile {
  const name = path.basename(wanted);
  const found = files.find(file => file.name === name) ?? files.find(file => file.name.startsWith(name));
  if (!found) throw new Failure(`Unable to find migration: ${wanted}`);
  return found;
}

/** `module.exports`, `export` and `export default` are all right. */
export async function readFile(file: MigrationFile, load: LoadModule): Promise<MigrationModule> {
  const namespace = await load(file.path);
  const inner = namespace.default?.__esModule ? (namespace.default.default ?? namespace.default) : namespace.default;
  const pick = (name: keyof MigrationModule) => inner?.[name] ?? namespace[name];
  return {
    up: pick('up'),
    down: pick('down'),
    transaction: pick('transaction'),
    foreignKeys: pick('foreignKeys')
  } as any;
}
