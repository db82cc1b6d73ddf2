/**
 * What the command line, `.sequelizerc` and the environment say together. The command line wins, then the file, then
 * the defaults, as with sequelize-cli.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Failure } from './failure';
import type { LoadModule } from './project/load-module';

/** Options that `.sequelizerc` may set: those that every command takes. */
export interface Settings {
  /** The environment: a key of the configuration file. */
  env: string;
  /** Whether somebody named the environment, rather than it being the default. */
  isEnvGiven: boolean;
  /** Absolute, if given. */
  config?: string;
  url?: string;
  migrationsPath: string;
  seedersPath: string;
  modelsPath: string;
  debug: boolean;
  cwd: string;
  load: LoadModule;
}

export async function readSettings(given: Record<string, any>, cwd: string, load: LoadModule): Promise<Settings> {
  const file = await readFile(given.optionsPath, cwd, load);
  const merged = { ...file, ...given };
  const folder = (name: string, fallback: string) => path.resolve(cwd, String(merged[name] ?? fallback));
  const env = merged.env ?? process.env.NODE_ENV;
  return {
    env: env || 'development',
    isEnvGiven: Boolean(env),
    config: merged.config ? path.resolve(cwd, String(merged.config)) : undefined,
    url: merged.url,
    migrationsPath: folder('migrationsPath', 'migrations'),
    seedersPath: folder('seedersPath', 'seeders'),
    modelsPath: folder('modelsPath', 'models'),
    debug: Boolean(merged.debug),
    cwd,
    load
  };
}

async function readFile(given: string | undefined, cwd: string, load: LoadModule): Promise<Record<string, any>> {
  const file = path.resolve(cwd, given ?? '.sequelizerc');
  if (!existsSync(file)) {
    if (given) throw new Failure(`Cannot find the options file "${given}".`);
    return {};
  }
  const loaded = await load(file);
  const content = loaded.default ?? loaded;
  if (typeof content !== 'object' || content === null) {
    throw new Failure(`"${path.relative(cwd, file)}" must export an object with options.`);
  }
  return Object.fromEntries(Object.entries(content).map(([name, value]) => [camelCase(name), value]));
}

/** `models-path` → `modelsPath`: both are legal in the file and on the command line. */
export function camelCase(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}
