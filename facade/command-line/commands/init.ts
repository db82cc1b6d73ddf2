/** `init` and its parts: the configuration file and the folders. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { line } from '../output';
import { configFile } from '../project/config';
import { ensureFolder, refuseToOverwrite, write } from '../project/files';
import type { Settings } from '../settings';
import * as templates from '../templates/javascript';

type Options = { force?: boolean };

export async function init(settings: Settings, options: Options): Promise<void> {
  await initConfig(settings, options);
  await initModels(settings, options);
  await initMigrations(settings, options);
  await initSeeders(settings, options);
}

export async function initConfig(settings: Settings, { force = false }: Options): Promise<void> {
  const file = configFile(settings);
  const name = path.relative(settings.cwd, file);
  if (existsSync(file) && !force) refuseToOverwrite(name);
  // A script must export what a JSON file says as it is.
  const isJson = path.extname(file) === '.json';
  write(file, isJson ? templates.config : `module.exports = ${templates.config.trimEnd()};\n`);
  line(`Created "${name}"`);
}

export async function initModels(settings: Settings, { force = false }: Options): Promise<void> {
  ensureFolder('models', settings.modelsPath, force);
  const relative = path.relative(settings.modelsPath, configFile(settings)).replaceAll('\\', '/');
  write(path.join(settings.modelsPath, 'index.js'), templates.modelsIndex(relative), force);
}

export async function initMigrations(settings: Settings, { force = false }: Options): Promise<void> {
  ensureFolder('migrations', settings.migrationsPath, force);
}

export async function initSeeders(settings: Settings, { force = false }: Options): Promise<void> {
  ensureFolder('seeders', settings.seedersPath, force);
}
