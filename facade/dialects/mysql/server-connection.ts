/** A connection to MySQL or MariaDB, as hooks, transactions and plug-ins see it. */
import { EventEmitter } from 'events';
import type { Engine, ServerConnection } from '../../bridge/engine';
import { semver } from '../../packages/on-demand';
import { logger } from '../../utils/logger';
import { connectionOptions } from './connection-options';

/** What the driver tells of an open connection. */
interface Facts {
  threadId: number;
  serverVersion: string;
  isMariaDb: boolean;
}

/** Errors after which v6 takes a connection out of the pool. */
const LOST = new Set(['ESOCKET', 'ECONNRESET', 'EPIPE', 'PROTOCOL_CONNECTION_LOST']);

/** In place of mysql2's and mariadb's connection objects. */
export class MysqlConnection extends EventEmitter implements ServerConnection {
  [member: string]: any;

  declare uuid?: string;
  declare queryType?: string;
  /** The server's number of it. */
  readonly threadId: number;

  constructor(
    private readonly engine: Engine,
    readonly id: number,
    private readonly facts: Facts
  ) {
    super();
    this.threadId = facts.threadId;
    // Neither the engine nor what the server told is of interest to who prints a connection.
    for (const name of ['engine', 'facts']) Object.defineProperty(this, name, { enumerable: false });
  }

  serverVersion(): string {
    return this.facts.serverVersion;
  }

  isValid(): boolean {
    return this.engine.isOpen(this);
  }

  /** Closes it, after what it is at. */
  async end(): Promise<void> {
    await this.engine.shut(this);
  }

  close(): void {
    void this.end();
  }

  destroy(): void {
    void this.end();
  }
}

/** Opens a connection for a manager of either dialect. */
export async function connect(manager: any, config: any): Promise<MysqlConnection> {
  const { sequelize } = manager;
  const engine: Engine = sequelize._engine;
  const { id, facts } = await engine.open(connectionOptions(config, sequelize));
  const connection = new MysqlConnection(engine, id, facts);
  engine.adopt(connection);
  connection.on('error', (error: any) => {
    if (LOST.has(error?.code)) void manager.pool.destroy(connection);
  });
  logger.debugContext(`connection:${manager.dialectName}`)('connection acquired');
  learnVersion(manager, facts.serverVersion);
  return connection;
}

/** v6 remembers the version of the first server it talks to. */
function learnVersion(manager: any, text: string): void {
  const { sequelize, dialect } = manager;
  if (!sequelize.options.databaseVersion) {
    sequelize.options.databaseVersion = semver().coerce(text)?.version ?? dialect.defaultVersion;
    manager._warnOfOldServer();
  }
  sequelize._engine.setDatabaseVersion(String(sequelize.options.databaseVersion));
}
