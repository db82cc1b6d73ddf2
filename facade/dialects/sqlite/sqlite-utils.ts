/** Helpers for SQLite connections. */

/** Runs `cb` without foreign key checks and switches them on again, whatever happens. */
export async function withSqliteForeignKeysOff<T>(sequelize: any, options: any, cb: () => Promise<T>): Promise<T> {
  try {
    await sequelize.query('PRAGMA foreign_keys = OFF', options);
    return await cb();
  } finally {
    await sequelize.query('PRAGMA foreign_keys = ON', options);
  }
}
