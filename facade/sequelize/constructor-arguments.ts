/** The forms of `new Sequelize(…)`: `(options)`, `(url, options?)`, `(database, username?, password?, options?)`. */
import { readConnectionUrl } from './connection-url';
import type { Config, Options } from './options';

export interface ConstructorArguments {
  /** Database, account and address as far as the arguments themselves name them. */
  config: Partial<Config>;
  /** The user's own options object; a URL has been read into it. */
  options: Options;
}

/** Tells the forms apart by number and type of the arguments, as v6 does. */
export function readArguments(args: readonly unknown[]): ConstructorArguments {
  const [first, second, third, fourth] = args;
  if (args.length === 1 && typeof first === 'object') {
    const options = first as Options;
    return { config: pickAddress(options), options };
  }
  if ((args.length === 1 && typeof first === 'string') || (args.length === 2 && typeof second === 'object')) {
    const options = (second as Options) || {};
    return { config: readConnectionUrl(first as string, options), options };
  }
  return {
    config: { database: first as string, username: second as string, password: third as string },
    options: (fourth as Options) || {}
  };
}

function pickAddress(options: Options): Partial<Config> {
  const config: Record<string, unknown> = {};
  for (const name of ['host', 'port', 'database', 'username', 'password'] as const) {
    if (name in options) config[name] = options[name];
  }
  return config as Partial<Config>;
}
