/**
 * The configuration file: an object, a promise of one, or a function that gives one (or calls back). It holds the
 * options of `new Sequelize`, directly or by environment, and how migrations are stored.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { readConnectionUrl } from '../../sequelize/connection-url';
import { Failure } from '../failure';
import { line } from '../output';
import type { Settings } from '../settings';

export type Configuration = Record<string, any>;

/** Endings that are looked for beside `config/config.json`; like sequelize-cli, scripts win over JSON. */
const ENDINGS = ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts', '.json'];

/** Where the file is, or would be. */
export function configFile(settings: Settings): string {
  if (settings.config) return settings.config;
  const base = path.join(settings.cwd, 'config', 'config');
  return base + (ENDINGS.find(ending => existsSync(base + ending)) ?? '.json');
}

/** The configuration to connect with, its URL or environment variable read. */
export async function readConfiguration(settings: Settings): Promise<Configuration> {
  if (settings.url) {
    line(`Parsed url ${withoutPassword(settings.url)}`);
    return readUrl(settings.url, {}, '--url');
  }
  const file = configFile(settings);
  const name = path.relative(settings.cwd, file);
  if (!existsSync(file)) throw new Failure(`Cannot find "${name}". Have you run "sequelize-rs init"?`);
  const all = await readExported(file, name, settings);
  line(`Loaded configuration file "${name}".`);
  return complete(ofEnvironment(all, name, settings), settings.env);
}

async function readExported(file: string, name: string, settings: Settings): Promise<Configuration> {
  let content: any;
  try {
    const loaded = await settings.load(file);
    content = await (loaded.default ?? loaded);
    // A TypeScript or Babel default inside of what `import()` calls the default.
    if (content?.__esModule && content.default) content = await content.default;
    if (typeof content === 'function') {
      content = await (content.length === 1 ? promisify(content)() : content());
    }
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    throw new Failure(`Error reading "${name}". Error: ${(cause as Error)?.message ?? String(cause)}`, { cause });
  }
  if (typeof content !== 'object' || content === null) {
    throw new Failure(`Config must be an object or a promise for an object: ${name}`);
  }
  return content;
}

function ofEnvironment(all: Configuration, name: string, settings: Settings): Configuration {
  const own = all[settings.env];
  if (own && typeof own === 'object') {
    line(`Using environment "${settings.env}".`);
    return { ...own };
  }
  if (all.dialect || all.url || all.use_env_variable) return { ...all };
  const known = Object.keys(all).filter(key => typeof all[key] === 'object');
  throw new Failure(
    `"${name}" has no environment "${settings.env}"` +
      (known.length > 0 ? `; it has ${known.join(', ')}.` : ', and no options of its own.')
  );
}

function complete(configuration: Configuration, env: string): Configuration {
  // JSON cannot hold a function.
  if (configuration.logging && typeof configuration.logging !== 'function') configuration.logging = console.log;
  if (configuration.url) return readUrl(configuration.url, configuration, `url of "${env}"`);
  const variable = configuration.use_env_variable;
  if (!variable) return configuration;
  const url = process.env[variable];
  if (!url) {
    throw new Failure(
      `The environment "${env}" takes its connection URL from the environment variable ${variable}, which is not set.`
    );
  }
  return readUrl(url, configuration, variable);
}

function readUrl(url: string, configuration: Configuration, source: string): Configuration {
  const options: Configuration = { ...configuration };
  if (configuration.dialectOptions) options.dialectOptions = { ...configuration.dialectOptions };
  try {
    const account = readConnectionUrl(url, options as any);
    return { ...options, ...account };
  } catch {
    // The text may hold a password, also when it is no URL.
    throw new Failure(
      `What ${source} says is no connection URL such as "postgres://user:password@host:5432/database".`
    );
  }
}

function withoutPassword(url: string): string {
  return url.replace(/^([a-z0-9+.-]+:\/\/[^:/@]*):.*@/i, '$1:*****@');
}
