/** From the name of a dialect to its class. A dialect's modules are loaded when the first instance asks for them. */
/* eslint-disable @typescript-eslint/no-require-imports -- on demand, see above */
import type { Sequelize } from '../sequelize';

/** Dialects that sequelize 6 has and this package has not. */
const ELSEWHERE = ['db2', 'oracle', 'snowflake'];

/** Makes the instance's dialect. */
export function makeDialect(sequelize: Sequelize): any {
  const Dialect = loadDialect(sequelize.getDialect());
  return new Dialect(sequelize);
}

// Each path is spelled out so that bundlers find it.
function loadDialect(name: string): new (sequelize: Sequelize) => any {
  switch (name) {
    case 'sqlite':
      return require('../dialects/sqlite/index').SqliteDialect;
    case 'postgres':
      return require('../dialects/postgres/index').PostgresDialect;
    case 'mysql':
      return require('../dialects/mysql/index').MysqlDialect;
    case 'mariadb':
      return require('../dialects/mariadb/index').MariadbDialect;
    case 'mssql':
      return require('../dialects/mssql/index').MssqlDialect;
  }
  if (ELSEWHERE.includes(name)) {
    throw new Error(
      `The dialect ${name} is not available in sequelize-rs. ` +
        `Use the original package for it: npm install sequelize@6 (https://www.npmjs.com/package/sequelize).`
    );
  }
  throw new Error(
    `The dialect ${name} is not supported. Supported dialects: mssql, mariadb, mysql, oracle, postgres, db2 and sqlite.`
  );
}
