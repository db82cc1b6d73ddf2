/**
 * From a configuration to what the engine's driver takes (`PgOptions` in Rust). Names, defaults and what the
 * environment stands in for are those of `pg`, of which v6 takes the options listed here; each is honoured, refused by
 * name, or known to have no effect.
 */
import os from 'os';
import { sessionText } from '../../bridge/postgres-session';
import { warnOnce } from '../../model/warn-once';

/** Go to the server as parameters of the session; numbers of milliseconds, save for the first and the last. */
const PARAMETERS = [
  'application_name', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'options'
] as const; // prettier-ignore

/** Read elsewhere, or right already. */
const KNOWN = new Set<string>([
  ...PARAMETERS,
  'ssl', 'keepAlive', 'query_timeout', 'connectionTimeoutMillis', 'clientMinMessages', 'prependSearchPath',
  // From a URL; what they say is in the configuration, too.
  'user', 'password', 'host', 'port', 'database',
  // Only libpq reads it; text is UTF-8.
  'client_encoding'
]); // prettier-ignore

/** What these would do is not there. */
const REFUSED: Record<string, string> = {
  binary: 'results are read as text',
  stream: 'the engine opens its own sockets'
};

const SSL_OPTIONS = new Set([
  'require', 'rejectUnauthorized', 'ca', 'cert', 'key', 'servername', 'enableChannelBinding', 'host', 'sslmode'
]); // prettier-ignore

export async function connectionOptions(config: any, sequelize: any): Promise<Record<string, unknown>> {
  const given = config.dialectOptions ?? {};
  checkNames(given);
  const env = process.env;
  const user = String(config.user || env.PGUSER || os.userInfo().username);
  const password = await (typeof config.password === 'function' ? config.password() : config.password);
  return {
    host: String(config.host || env.PGHOST || 'localhost'),
    port: portOf(config.port || env.PGPORT || 5432),
    user,
    password: String(password ?? env.PGPASSWORD ?? ''),
    database: String(config.database || env.PGDATABASE || user),
    parameters: parametersOf(given),
    ssl: sslOf(given.ssl),
    connectTimeout: number('connectionTimeoutMillis', given.connectionTimeoutMillis),
    queryTimeout: number('query_timeout', given.query_timeout),
    keepAlive: Boolean(given.keepAlive),
    conformingStrings: sequelize.options.standardConformingStrings !== false,
    session: sessionText(config, sequelize)
  };
}

/** Refused as Node.js' sockets do. */
function portOf(given: unknown): number {
  const port = Number(given);
  if (Number.isInteger(port) && port >= 0 && port < 65536) return port;
  const error = new RangeError(`options.port should be >= 0 and < 65536. Received ${String(given)}.`);
  throw Object.assign(error, { code: 'ERR_SOCKET_BAD_PORT' });
}

function checkNames(given: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false || KNOWN.has(name)) continue;
    const reason = REFUSED[name];
    if (reason !== undefined) throw new Error(`dialectOptions.${name} is not supported: ${reason}.`);
    warnOnce(
      'SEQUELIZE_RS_IGNORED_OPTION',
      `postgres ${name}`,
      `dialectOptions.${name} has no effect with the dialect postgres, as in sequelize 6.`
    );
  }
}

function parametersOf(given: Record<string, any>): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const name of PARAMETERS) {
    const value = given[name];
    if (!value) continue;
    const isText = name === 'application_name' || name === 'options';
    parameters[name] = isText ? String(value) : String(Math.trunc(number(name, value)!));
  }
  if (!parameters.application_name && process.env.PGAPPNAME) parameters.application_name = process.env.PGAPPNAME;
  return parameters;
}

/** `true`, or Node.js' options of TLS; the environment if nothing is said. */
function sslOf(given: unknown): Record<string, unknown> | undefined {
  const ssl = given === undefined ? fromEnvironment() : given === 'true' ? true : given;
  if (!ssl) return undefined;
  if (ssl === true) return {};
  if (typeof ssl !== 'object') throw new Error(`dialectOptions.ssl must be true or an object, not ${String(ssl)}.`);
  for (const [name, value] of Object.entries(ssl)) {
    if (value !== undefined && !SSL_OPTIONS.has(name)) {
      throw new Error(`dialectOptions.ssl.${name} is not supported.`);
    }
  }
  const { rejectUnauthorized, ca, cert, key, servername, enableChannelBinding } = ssl as any;
  const all = { rejectUnauthorized, servername, enableChannelBinding };
  return { ...all, ca: pemOf('ca', ca), cert: pemOf('cert', cert), key: pemOf('key', key) };
}

function fromEnvironment(): unknown {
  switch (process.env.PGSSLMODE) {
    case 'prefer':
    case 'require':
    case 'verify-ca':
    case 'verify-full':
      return true;
    case 'no-verify':
      return { rejectUnauthorized: false };
    default:
      return false;
  }
}

/** Text, bytes, or a list of them. */
function pemOf(name: string, given: unknown): string | undefined {
  if (given === undefined || given === null) return undefined;
  if (Array.isArray(given)) return given.map(part => pemOf(name, part)).join('\n');
  if (typeof given === 'string' || Buffer.isBuffer(given)) return given.toString();
  throw new Error(`dialectOptions.ssl.${name} must be text or a Buffer in PEM form.`);
}

function number(name: string, given: unknown): number | undefined {
  if (given === undefined || given === null || given === false) return undefined;
  const value = Number(given);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new Error(`dialectOptions.${name} must be a number of milliseconds, not ${String(given)}.`);
}
