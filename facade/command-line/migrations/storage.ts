/** Which migrations have run: a table, a JSON file, or nothing at all. umzug's storages, with sequelize-cli's options. */
import path from 'node:path';
import type { UmzugStorage } from 'umzug';
import type { Sequelize } from '../../sequelize';
import { Failure } from '../failure';
import type { Configuration } from '../project/config';

export type Kind = 'migration' | 'seeder';

const DEFAULTS = {
  migration: { storage: 'sequelize', table: 'SequelizeMeta', file: 'sequelize-meta.json' },
  seeder: { storage: 'none', table: 'SequelizeData', file: 'sequelize-data.json' }
};

export interface Place {
  storage: string;
  table: string;
  schema?: string;
  timestamps?: boolean;
  file: string;
}

/** What the configuration says of where runs of this kind are remembered. */
export function placeOf(kind: Kind, configuration: Configuration, cwd: string): Place {
  const option = (name: string) => configuration[kind + name];
  return {
    storage: option('Storage') || DEFAULTS[kind].storage,
    table: option('StorageTableName') || DEFAULTS[kind].table,
    schema: option('StorageTableSchema') || undefined,
    timestamps: option('Timestamps'),
    file: path.resolve(cwd, option('StoragePath') || DEFAULTS[kind].file)
  };
}

/** Remembers nothing: everything is always pending. */
const nowhere: UmzugStorage = {
  logMigration: async () => undefined,
  unlogMigration: async () => undefined,
  executed: async () => []
};

export async function openStorage(kind: Kind, place: Place, sequelize: Sequelize): Promise<UmzugStorage> {
  switch (place.storage) {
    case 'none':
      return nowhere;
    case 'json': {
      const { JSONStorage } = await loadUmzug();
      return new JSONStorage({ path: place.file });
    }
    case 'sequelize':
      return openTable(place, sequelize);
    default:
      throw new Failure(`${kind}Storage is "${place.storage}"; it must be "sequelize", "json" or "none".`);
  }
}

async function openTable(place: Place, sequelize: Sequelize): Promise<UmzugStorage> {
  if (place.schema && sequelize.dialect.supports.schemas && place.schema !== 'public') {
    await sequelize.createSchema(place.schema, {});
  }
  const { SequelizeStorage } = await loadUmzug();
  return new SequelizeStorage({
    sequelize: sequelize as any,
    modelName: place.table,
    tableName: place.table,
    schema: place.schema,
    timestamps: place.timestamps ?? (await hasTimestamps(place, sequelize))
  });
}

/** A table that somebody has given timestamps (`db:migrate:schema:timestamps:add`) is written to with them. */
async function hasTimestamps(place: Place, sequelize: Sequelize): Promise<boolean> {
  const columns = await describeTable(place, sequelize);
  return columns !== undefined && Object.keys(columns).length === 3 && 'createdAt' in columns;
}

/** The table's columns; `undefined` if there is no table. */
export async function describeTable(place: Place, sequelize: Sequelize): Promise<Record<string, any> | undefined> {
  const queryInterface = sequelize.getQueryInterface();
  const table = place.schema ? { tableName: place.table, schema: place.schema } : place.table;
  if (!(await queryInterface.tableExists(table as any))) return undefined;
  return queryInterface.describeTable(table as any);
}

/** Not before it is needed: it brings its own command line, which costs a tenth of a second. */
export async function loadUmzug(): Promise<typeof import('umzug')> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
  return require('umzug');
}
