/** `db:create` and `db:drop`: the database that the configuration names, by a connection that does without it. */
import { Failure } from '../failure';
import { line, styled } from '../output';
import { readConfiguration, type Configuration } from '../project/config';
import { connect } from '../project/connection';
import type { Settings } from '../settings';

/** What is connected to instead; `undefined`: no database at all. */
const MAINTENANCE: Record<string, string | undefined> = {
  postgres: 'postgres',
  mysql: undefined,
  mariadb: undefined,
  mssql: 'master'
};

interface CreateOptions {
  charset?: string;
  collate?: string;
  encoding?: string;
  ctype?: string;
  template?: string;
}

export async function createDatabase(settings: Settings, options: CreateOptions): Promise<void> {
  const { charset, collate, encoding, ctype, template } = options;
  await withoutDatabase(settings, 'created', (queryInterface, name) =>
    queryInterface.createDatabase(name, { charset, collate, encoding, ctype, template })
  );
}

export async function dropDatabase(settings: Settings): Promise<void> {
  await withoutDatabase(settings, 'dropped', (queryInterface, name) => queryInterface.dropDatabase(name));
}

async function withoutDatabase(
  settings: Settings,
  done: string,
  work: (queryInterface: any, name: string) => Promise<unknown>
): Promise<void> {
  const configuration = await readConfiguration(settings);
  const { dialect, database } = configuration;
  if (!Object.hasOwn(MAINTENANCE, dialect)) {
    throw new Failure(`Dialect ${dialect} does not support db:create / db:drop commands`);
  }
  if (!database) throw new Failure('The configuration names no database.');
  const sequelize = connect(elsewhere(configuration));
  try {
    await work(sequelize.getQueryInterface(), database);
  } finally {
    await sequelize.close();
  }
  line(`Database ${styled('blue', database)} ${done}.`);
}

function elsewhere(configuration: Configuration): Configuration {
  const { database: _, ...rest } = configuration;
  const database = MAINTENANCE[configuration.dialect];
  return database === undefined ? rest : { ...rest, database };
}
