/**
 * Compilers that belong to no `Sequelize` instance: for data types, escaping and query generators that are used by
 * themselves. They never open a connection.
 */
import { Engine } from './engine';

const engines = new Map<string, Engine>();

/** The shared compiler of a dialect with v6's default options. `abstract` stands for no dialect in particular. */
export function offlineEngine(dialect: string): Engine {
  const name = dialect === '' || dialect === 'abstract' ? 'sqlite' : dialect;
  let engine = engines.get(name);
  if (!engine) {
    engine = new Engine(name, {});
    engines.set(name, engine);
  }
  return engine;
}
