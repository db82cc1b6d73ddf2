/**
 * Compilers that belong to no `Sequelize` instance: for data types, escaping and query generators that are used by
 * themselves. They never open a connection.
 */
import { Engine } from './engine';

const engines = new Map<string, Engine>();

/**
 * The shared compiler of a dialect with v6's default options, and maybe a time zone. `abstract` stands for no dialect
 * in particular.
 */
export function offlineEngine(dialect: string, timezone = '+00:00'): Engine {
  const name = dialect === '' || dialect === 'abstract' ? 'sqlite' : dialect;
  const key = `${name} ${timezone}`;
  let engine = engines.get(key);
  if (!engine) {
    engine = new Engine(name, { timezone });
    engines.set(key, engine);
  }
  return engine;
}
