/* eslint-disable @typescript-eslint/no-require-imports -- most programs need none of these modules */
/** `new Sequelize('dialect://user:password@host:port/database?option=value')`: what the URL says, put into options. */
import type { Config, Options } from './options';

interface UrlParts {
  protocol: string;
  hostname: string | null;
  port: string | null;
  pathname: string | null;
  auth: string | null;
  query: Record<string, any>;
}

/**
 * Reads `url` into `options` (dialect, host, port, storage, dialectOptions) and returns what it says about database
 * and account. The options object is changed, as in v6: the caller sees what was understood.
 */
export function readConnectionUrl(url: string, options: Options): Partial<Config> {
  const parts = parse(url);
  options.dialect = parts.protocol.replace(/:$/, '') as Options['dialect'];
  options.host = parts.hostname as string;
  readStorage(parts, options);
  if (parts.port) options.port = parts.port;
  readQuery(parts.query, options);
  if (['postgres', 'postgresql'].includes(options.dialect as string)) {
    // What libpq understands in a URL, such as certificates to load.
    Object.assign(options.dialectOptions, require('pg-connection-string').parse(url));
  }
  return { ...readDatabase(parts), ...readAccount(parts.auth) };
}

function parse(url: string): UrlParts {
  // The old parser on purpose: it takes what v6 takes, such as `sqlite:file.db` with the file in the host's place.
  // For `:memory:` it makes a path of what follows the last colon and warns of an invalid port; so we write that path.
  const parts = require('node:url').parse(url.replace(/^sqlite:(\/\/)?:memory:/, 'sqlite:///:memory'), true);
  if (!parts.protocol)
    throw new TypeError(`"${url}" is no connection URL: it names no dialect, as in "sqlite:file.db"`);
  return parts;
}

/** SQLite: host and path together name the file, unless the database is in memory. */
function readStorage(parts: UrlParts, options: Options): void {
  if (options.dialect !== 'sqlite' || !parts.pathname || parts.pathname.startsWith('/:memory')) return;
  const path: typeof import('node:path') = require('node:path');
  options.storage = path.resolve(options.storage || path.join(parts.hostname ?? '', parts.pathname));
}

function readDatabase(parts: UrlParts): Partial<Config> {
  return parts.pathname ? { database: parts.pathname.replace(/^\//, '') } : {};
}

function readAccount(auth: string | null): Partial<Config> {
  if (!auth) return {};
  const [username, ...password] = auth.split(':');
  return password.length > 0 ? { username, password: password.join(':') } : { username };
}

/** The query string: `host` (a socket's folder cannot stand before the path) and options for the connection. */
function readQuery(query: Record<string, any>, options: Options): void {
  if (query.host) options.host = query.host;
  if (options.dialectOptions) {
    Object.assign(options.dialectOptions, query);
    return;
  }
  options.dialectOptions = query;
  if (!query.options) return;
  try {
    query.options = JSON.parse(query.options);
  } catch {
    // Not JSON: stays the text it is.
  }
}
