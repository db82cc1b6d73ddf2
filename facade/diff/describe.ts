/** What a database has, by the catalogue of its kind. */
import { describeMysql } from './describe-mysql';
import { describePostgres } from './describe-postgres';
import { describeSqlite } from './describe-sqlite';
import type { TableSchema } from './schema';

const BY_DIALECT: Record<string, (sequelize: any) => Promise<TableSchema[]>> = {
  sqlite: describeSqlite,
  postgres: describePostgres,
  mysql: describeMysql,
  mariadb: describeMysql
};

export async function describe(sequelize: any): Promise<TableSchema[]> {
  const { name } = sequelize.dialect;
  if (!Object.hasOwn(BY_DIALECT, name)) throw new Error(`A diff does not support the dialect ${name}`);
  return BY_DIALECT[name](sequelize);
}
