/**
 * Compilers that belong to no `Sequelize` instance: for data types, escaping and query generators that are used by
 * themselves. They never open a connection.
 */
import { Engine } from './engine';

const engines = new Map<string, Engine>();

/** What may differ from v6's defaults. */
interface OfflineOptions {
  timezone?: string;
  standardConformingStrings?: boolean;
}

/**
 * The shared compiler of a dialect with v6's default options, or with some others. `abstract` stands for no dialect in
 * particular.
 */
export function offlineEngine(dialect: string, options: OfflineOptions = {}): Engine {
  const name = dialect === '' || dialect === 'abstract' ? 'sqlite' : dialect;
  const { timezone = '+00:00', standardConformingStrings = true } = options;
  const key = `${name} ${timezone} ${standardConformingStrings}`;
  let engine = engines.get(key);
  if (!engine) {
    engine = new Engine(name, { timezone, standardConformingStrings });
    engines.set(key, engine);
  }
  return engine;
}
