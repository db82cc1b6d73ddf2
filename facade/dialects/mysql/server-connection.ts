/** A connection to MySQL or MariaDB, as hooks and transactions see it. */
import type { ServerConnection } from '../../bridge/engine';
import { connectionOptions } from './connection-options';

/** What the driver tells of an open connection. */
interface Facts {
  threadId: number;
  serverVersion: string;
  isMariaDb: boolean;
}

/** In place of mysql2's and mariadb's connection objects. */
export class MysqlConnection implements ServerConnection {
  [member: string]: any;

  declare uuid?: string;
  declare queryType?: string;
  /** The server's number of it. */
  readonly threadId: number;

  constructor(
    readonly id: number,
    private readonly facts: Facts
  ) {
    this.threadId = facts.threadId;
  }

  serverVersion(): string {
    return this.facts.serverVersion;
  }
}

/** Opens a connection for a manager of either dialect. */
export async function connect(manager: any, config: any): Promise<MysqlConnection> {
  const { sequelize } = manager;
  const engine = sequelize._engine;
  const { id, facts } = await engine.open(connectionOptions(config, sequelize));
  const connection = new MysqlConnection(id, facts);
  engine.adopt(connection);
  noteVersion(sequelize, facts.serverVersion);
  return connection;
}

/** v6 remembers the version of the first server it talks to. */
function noteVersion(sequelize: any, version: string): void {
  if (sequelize.options.databaseVersion) return;
  const number = /\d+(?:\.\d+){0,2}/.exec(version)?.[0];
  if (number === undefined) return;
  const parts = number.split('.');
  while (parts.length < 3) parts.push('0');
  sequelize.options.databaseVersion = parts.map(Number).join('.');
  sequelize._engine.setDatabaseVersion(sequelize.options.databaseVersion);
}
