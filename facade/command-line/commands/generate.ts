/** `migration:generate`, `seed:generate` and `model:generate`: files to begin with. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { lodash } from '../../packages/on-demand';
import { pluralize } from '../../naming/inflection';
import { Failure } from '../failure';
import { line, styled } from '../output';
import { readAttributes } from '../project/attributes';
import { ensureFolder, refuseToOverwrite, timestampedName, write } from '../project/files';
import type { Settings } from '../settings';
import * as templates from '../templates/javascript';

export async function generateMigration(settings: Settings, { name }: { name: string }): Promise<void> {
  ensureFolder('migrations', settings.migrationsPath, false);
  const file = path.join(settings.migrationsPath, timestampedName(name));
  write(file, templates.migration);
  created('migration', file);
}

export async function generateSeeder(settings: Settings, { name }: { name: string }): Promise<void> {
  ensureFolder('seeders', settings.seedersPath, false);
  const file = path.join(settings.seedersPath, timestampedName(name));
  write(file, templates.seeder);
  created('seed', file);
}

interface ModelOptions {
  name: string;
  attributes: string;
  underscored?: boolean;
  force?: boolean;
}

export async function generateModel(settings: Settings, options: ModelOptions): Promise<void> {
  const { name, underscored = false, force = false } = options;
  requireFolder('models', settings.modelsPath);
  requireFolder('migrations', settings.migrationsPath);
  if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name)) {
    throw new Failure(`"${name}" cannot be the name of a model: it must be a name that a JavaScript class may have.`);
  }
  const modelFile = path.join(settings.modelsPath, `${name.toLowerCase()}.js`);
  if (existsSync(modelFile) && !force) refuseToOverwrite(modelFile);
  const attributes = readAttributes(options.attributes);
  const migrationName = lodash().kebabCase(`create-${name}`);
  const migrationFile = path.join(settings.migrationsPath, timestampedName(migrationName));
  write(modelFile, templates.model(name, attributes, underscored));
  write(migrationFile, templates.createTable(pluralize(name), attributes, underscored));
  created('model', modelFile);
  created('migration', migrationFile);
}

function requireFolder(name: string, folder: string): void {
  if (existsSync(folder)) return;
  throw new Failure(`Unable to find ${name} path (${folder}). Did you run "sequelize-rs init"?`);
}

function created(what: string, file: string): void {
  line(`New ${what} was created at ${styled('blue', file)} .`);
}
