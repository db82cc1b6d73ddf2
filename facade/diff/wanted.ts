/**
 * The tables that models ask for. They are made in an empty database of the same kind and described there: so the two sides
 * of a diff are written by the same hand, and what `sync()` has made never differs. On servers that database is made
 * beside the real one, and dropped again.
 */
import { randomBytes } from 'node:crypto';
import { sync } from '../model/statics/sync';
import { QueryTypes } from '../query-types';
import { describe } from './describe';
import type { TableSchema } from './schema';

export async function describeModels(sequelize: any): Promise<TableSchema[]> {
  const models: any[] = sequelize.modelManager.models;
  const foreign = models.find(model => model._schema);
  if (foreign) throw new Error(`A diff does not look into schemas: "${foreign.name}" is in "${foreign._schema}"`);
  return inScratch(sequelize, async scratch => {
    await make(sequelize, scratch);
    const tables = await describe(scratch);
    if (scratch.dialect.name === 'sqlite') for (const model of models) addValues(model, tables);
    return tables;
  });
}

async function inScratch<T>(sequelize: any, work: (scratch: any) => Promise<T>): Promise<T> {
  const { Sequelize } = sequelize;
  const closing = async (scratch: any) => {
    try {
      return await work(scratch);
    } finally {
      await scratch.close();
    }
  };
  if (sequelize.dialect.name === 'sqlite') {
    return closing(new Sequelize({ dialect: 'sqlite', storage: ':memory:', logging: false }));
  }
  const queryInterface = sequelize.getQueryInterface();
  const { config, options } = sequelize;
  const name = `${config.database}_diff_${randomBytes(4).toString('hex')}`;
  await queryInterface.createDatabase(name, { logging: false });
  try {
    const { host, port, dialect, dialectOptions, timezone, define, databaseVersion } = options;
    const { username, password, ssl, protocol } = config;
    const elsewhere = {
      host,
      port,
      dialect,
      dialectOptions,
      timezone,
      define,
      databaseVersion,
      username,
      password,
      ssl,
      protocol
    };
    return await closing(new Sequelize({ ...elsewhere, database: name, logging: false, pool: { max: 1 } }));
  } finally {
    await queryInterface.dropDatabase(name, { logging: false });
  }
}

/** `sync()` of each model, on the other connection. */
async function make(sequelize: any, scratch: any): Promise<void> {
  if (scratch.dialect.name === 'postgres') await copyExtensions(sequelize, scratch);
  const queryInterface = scratch.getQueryInterface();
  const sorted: any[] | null = sequelize.modelManager.getModelsTopoSortedByForeignKey()?.reverse();
  const models = (sorted ?? sequelize.modelManager.models).map((model: any) =>
    Object.create(model, { sequelize: { value: scratch }, queryInterface: { value: queryInterface } })
  );
  const all = async (options: object) => {
    for (const model of models) await sync(model, { hooks: false, logging: false, ...options });
  };
  if (sorted || scratch.dialect.name === 'sqlite') return all({});
  // References in a circle, as `sync()` makes them: when all tables are there.
  await all({ withoutForeignKeyConstraints: true });
  await all({ alter: true });
}

async function copyExtensions(sequelize: any, scratch: any): Promise<void> {
  const options = { type: QueryTypes.SELECT, raw: true, logging: false };
  for (const { extname } of await sequelize.query('SELECT extname FROM pg_extension', options)) {
    await scratch.query(`CREATE EXTENSION IF NOT EXISTS ${scratch.getQueryInterface().quoteIdentifier(extname)}`);
  }
}

/** SQLite writes an ENUM as text; a migration says its values all the same. */
function addValues(model: any, tables: TableSchema[]): void {
  const table = tables.find(one => one.name === model.getTableName());
  for (const attribute of Object.values<any>(model.tableAttributes)) {
    const column = table?.columns.find(one => one.name === attribute.field);
    const values = attribute.type?.values ?? attribute.values;
    if (column && attribute.type?.key === 'ENUM' && Array.isArray(values)) column.values = values;
  }
}
