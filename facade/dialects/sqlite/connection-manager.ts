/**
 * SQLite's connections. As in v6 there is no pool to see: one connection by default plus one per
 * transaction (`uuid`). No connection hooks run.
 */
import fs from 'fs';
import path from 'path';
import { exposeDefault } from '../../bridge/commonjs';
import { DataTypes } from '../../data-types';
import { debugOutput } from '../../packages/debug';
import { ConnectionManager as AbstractConnectionManager } from '../abstract/connection-manager';
import { parserStore as parserStoreOf } from '../parserStore';

const debug = debugOutput('connection:sqlite');
const parserStore = parserStoreOf('sqlite');

/** Flags of `sqlite3_open_v2` that `dialectOptions.mode` is made of, under node-sqlite3's names. */
const OPEN_FLAGS = {
  OPEN_READONLY: 0x1,
  OPEN_READWRITE: 0x2,
  OPEN_CREATE: 0x4,
  OPEN_URI: 0x40,
  OPEN_FULLMUTEX: 0x10000,
  OPEN_SHAREDCACHE: 0x20000,
  OPEN_PRIVATECACHE: 0x40000
};

export class ConnectionManager extends AbstractConnectionManager {
  constructor(dialect: any, sequelize: any) {
    super(dialect, sequelize);
    // A URL puts the file where the host goes; the default host is no file.
    if (sequelize.options.host === 'localhost') delete sequelize.options.host;

    /** Open connections: 1 for memory, else by uuid; those of transactions as weak references. */
    this.connections = {} as Record<string, any>;
    this.lib = { ...OPEN_FLAGS, ...this._loadDialectModule('sqlite3') };
    if (sequelize.config.dialectModule) this.lib = sequelize.config.dialectModule;
    this.refreshTypeParser((DataTypes as any).sqlite);
  }

  _refreshTypeParser(dataType: any): void {
    parserStore.refresh(dataType);
  }

  _clearTypeParser(): void {
    parserStore.clear();
  }

  override async _onProcessExit(): Promise<void> {
    this.connections = {};
    await super._onProcessExit();
  }

  /** Fills `options` with where and how the database is opened, as v6 does, and gives the connection. */
  override async getConnection(options?: any): Promise<any> {
    options = options || {};
    options.uuid = options.uuid || 'default';
    const settings = this.sequelize.options;
    const hasStorage = settings.storage !== null && settings.storage !== undefined;
    // An empty name is a temporary file of SQLite's own.
    options.storage = hasStorage ? settings.storage : settings.host || ':memory:';
    options.inMemory = options.storage === ':memory:' ? 1 : 0;
    options.readWriteMode = settings.dialectOptions?.mode || OPEN_FLAGS.OPEN_READWRITE | OPEN_FLAGS.OPEN_CREATE;

    // Memory is one database: v6 lends its connection to everybody, here a transaction has it for itself meanwhile.
    const key = options.inMemory && options.uuid === 'default' ? 1 : options.uuid;
    // The promise is kept while it is pending, so that callers at the same time share one connection.
    const known = this.connections[key];
    if (known !== undefined) return known.deref ? (known.deref() ?? this._reopen(options, key)) : known;
    return this._reopen(options, key);
  }

  /** @internal */
  _reopen(options: any, key: string | number): Promise<any> {
    return (this.connections[key] = this._open(options, key));
  }

  /** @internal */
  async _open(options: any, key: string | number): Promise<any> {
    try {
      if (!options.inMemory && options.storage && options.readWriteMode & OPEN_FLAGS.OPEN_CREATE) {
        fs.mkdirSync(path.dirname(options.storage), { recursive: true });
      }
      const connection = await this.sequelize._engine.acquire(options);
      debug(`connection acquired ${options.uuid}`);
      // That of a transaction goes back to the engine when nobody has the transaction any more.
      this.connections[key] = options.uuid === 'default' ? connection : new WeakRef(connection);
      return connection;
    } catch (error) {
      delete this.connections[key];
      throw error;
    }
  }

  /** Takes back the connection of a transaction; the default one stays until `close`. */
  override releaseConnection(connection: any): void {
    if (!connection.uuid) return;
    this.sequelize._engine.release(connection);
    debug(`connection released ${connection.uuid}`);
    delete this.connections[connection.uuid];
  }

  override async destroyConnection(connection: any): Promise<void> {
    delete this.connections[connection.uuid];
    await super.destroyConnection(connection);
  }
}

export default ConnectionManager;
exposeDefault(module, ConnectionManager);
