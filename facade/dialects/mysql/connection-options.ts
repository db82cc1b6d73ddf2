/**
 * What the engine is told of a connection to MySQL or MariaDB: v6's configuration and `dialectOptions`, which are those
 * of mysql2 and of mariadb's connector. `crates/sequelize_driver/src/mysql/read.rs` reads them and refuses what it does
 * not know.
 */
import { ConnectionError } from '../../errors';

export function connectionOptions(config: any, sequelize: any): Record<string, unknown> {
  const { timezone } = sequelize.options;
  const given = { ...config.dialectOptions };
  const castsByUser = typeof given.typeCast === 'function';
  if (castsByUser) given.typeCast = true;
  refuseFunctions(given);
  const isDefaultKept = Boolean(sequelize.config.keepDefaultTimezone);
  return {
    host: config.host,
    port: config.port,
    user: config.username,
    password: config.password === null || config.password === undefined ? undefined : String(config.password),
    database: config.database,
    ...given,
    castsByUser,
    zone: timezone,
    sessionZone: isDefaultKept ? undefined : timezone
  };
}

function refuseFunctions(given: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== 'function') continue;
    throw new ConnectionError(new Error(`dialectOptions.${name} as a function is not supported yet.`));
  }
}
