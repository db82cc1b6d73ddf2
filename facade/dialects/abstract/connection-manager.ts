/**
 * v6's `ConnectionManager`: what users see and call of the connections. The pool itself is the engine's. Hooks run in
 * v6's order: `beforePoolAcquire`, for a new connection `beforeConnect(config)` and `afterConnect`, `afterPoolAcquire`.
 */
import { cloneDeep } from '../../objects/clone';
import { defaults } from '../../objects/merge';
import _ from '../../packages/lodash';
import { exposeDefault } from '../../bridge/commonjs';
import * as deprecations from '../../utils/deprecations';
import { debugOutput } from '../../packages/debug';
import { semver } from '../../packages/on-demand';
import { Pool, ReplicationPool, type PoolSettings } from './connection-manager/pool';

const debug = debugOutput('pool');

/** What kind of connection is asked for. */
export interface GetConnectionOptions {
  /** with replication: which servers will do */
  type: 'read' | 'write';
  /** with replication: the writing server in any case */
  useMaster?: boolean;
}

/** A connection, as hooks and transactions see it. */
export type Connection = object;

export class ConnectionManager {
  [member: string]: any;

  declare sequelize: any;
  declare config: any;
  declare dialect: any;
  declare dialectName: string;
  declare pool: Pool | ReplicationPool;

  constructor(dialect: any, sequelize: any) {
    const config = cloneDeep(sequelize.config, true);
    this.sequelize = sequelize;
    this.config = config;
    this.dialect = dialect;
    this.versionPromise = null;
    /** @internal Connections for reading that were opened, by which readers take turns. */
    this._reads = 0;
    this.dialectName = sequelize.options.dialect;

    if (config.pool === false) throw new Error('Support for pool:false was removed in v4.0');
    /** @internal `pool.validate` is the user's: each statement has to take a connection for itself. */
    this._asksUser = Boolean(config.pool?.validate);
    config.pool = defaults(config.pool || {}, {
      max: 5,
      min: 0,
      idle: 10000,
      acquire: 60000,
      evict: 1000,
      validate: this._validate.bind(this)
    } satisfies PoolSettings);
    this.initPools();
  }

  /** Makes the dialect use the `parse` functions of the given types. */
  refreshTypeParser(dataTypes: Record<string, any>): void {
    for (const dataType of Object.values(dataTypes)) {
      if (!Object.hasOwn(dataType, 'parse')) continue;
      if (!dataType.types[this.dialectName]) {
        throw new Error(`Parse function not supported for type ${dataType.key} in dialect ${this.dialectName}`);
      }
      this._refreshTypeParser(dataType);
    }
  }

  /**
   * The `lib` of the manager. The engine brings its own drivers, so a module is loaded only if the options name one;
   * then it is offered as `lib`, and a warning says that statements do not go through it.
   */
  _loadDialectModule(moduleName: string): any {
    const { dialectModule, dialectModulePath } = this.sequelize.config;
    if (!dialectModule && !dialectModulePath) return {};
    warnAboutDriver(moduleName);
    return dialectModulePath ? requireDriver(dialectModulePath) : dialectModule;
  }

  /** @internal Whether somebody looks on as connections are taken, so that each statement has to take one for itself. */
  get isWatched(): boolean {
    const { pool } = this;
    if (this._asksUser) return true;
    if (pool instanceof ReplicationPool) {
      return isReplaced(pool) || isReplaced(pool.read) || isReplaced(pool.write);
    }
    return pool !== undefined && isReplaced(pool);
  }

  /** Waits for running statements and closes the connections. */
  async _onProcessExit(): Promise<void> {
    if (!this.pool) return;
    await this.pool.drain();
    debug('connection drain due to process exit');
    await this.pool.destroyAllNow();
  }

  /** After this no connection is given out any more; `initPools` and deleting the own `getConnection` reopen it. */
  async close(): Promise<void> {
    this._isClosed = true;
    this.getConnection = async function getConnection() {
      throw new Error('ConnectionManager.getConnection was called after the connection manager was closed!');
    };
    await this._onProcessExit();
  }

  /** Makes the pool objects, one or with replication two. */
  initPools(): void {
    const { config } = this;
    const engine = () => this.sequelize._engine;
    if (this._isClosed) {
      // A closed engine stays closed; the next statement makes another one.
      delete this.sequelize._engine;
      this._isClosed = false;
    }
    if (!config.replication) {
      this.pool = new Pool(engine, 'all', config.pool);
      debug(`pool created with max/min: ${config.pool.max}/${config.pool.min}, no replication`);
      return;
    }
    const shared = _.omit(config, 'replication');
    config.replication.read = _.castArray(config.replication.read).map((read: any) => _.defaults(read, shared));
    config.replication.write = _.defaults(config.replication.write, shared);
    this.pool = new ReplicationPool(engine, config.pool);
    debug(`pool created with max/min: ${config.pool.max}/${config.pool.min}, with replication`);
  }

  /** Takes a connection; give it back with `releaseConnection`. `options`: `type`, `useMaster`, `uuid`. */
  async getConnection(options?: any): Promise<any> {
    options = options || {};
    await this.sequelize.runHooks('beforePoolAcquire', options);
    const connection =
      this.pool instanceof ReplicationPool
        ? await this.pool.acquire(options.type, options.useMaster)
        : await this.pool.acquire(options);
    await this.sequelize.runHooks('afterPoolAcquire', connection, options);
    debug('connection acquired');
    return connection;
  }

  /** @internal Once the version is known. */
  _warnOfOldServer(): void {
    if (semver().lt(this.sequelize.options.databaseVersion, this.dialect.defaultVersion)) {
      deprecations.unsupportedEngine();
      debug(`Unsupported database engine version ${this.sequelize.options.databaseVersion}`);
    }
  }

  /** @internal Connections are closed by the engine; a dialect's manager opens them. */
  async disconnect(connection: any): Promise<void> {
    await this.sequelize._engine.shut(connection);
  }

  /** @internal How values of a type, as the driver names it, are parsed; `undefined` if they come as they should be. */
  columnParser(_type: string): ((value: any) => any) | undefined {
    return undefined;
  }

  /** @internal Whether a function of the user's parses values of the type. */
  isForeignParser(_type: string): boolean {
    return false;
  }

  releaseConnection(connection: any, _force?: boolean): void {
    this.pool.release(connection);
    debug('connection released');
  }

  /** Closes a connection that must not be used again. */
  async destroyConnection(connection: any): Promise<void> {
    await this.pool.destroy(connection);
    debug(`connection ${connection.uuid} destroyed`);
  }

  async _connect(config: any): Promise<any> {
    await this.sequelize.runHooks('beforeConnect', config);
    const connection = await this.dialect.connectionManager.connect(config);
    await this.sequelize.runHooks('afterConnect', connection, config);
    return connection;
  }

  /** @internal The engine's pool wants a connection: with replication one of the readers in turn, or the writer. */
  async openConnection(kind: 'read' | 'write'): Promise<any> {
    const { replication } = this.config;
    if (!replication) return this._connect(this.config);
    const readers = replication.read as any[];
    const config = kind === 'read' ? readers[this._reads++ % readers.length] : replication.write;
    const connection = await this._connect(config);
    connection.queryType = kind;
    return connection;
  }

  /** @internal The engine's pool has done with a connection. */
  async closeConnection(connection: any): Promise<void> {
    await this._disconnect(connection);
  }

  async _disconnect(connection: any): Promise<void> {
    await this.sequelize.runHooks('beforeDisconnect', connection);
    await this.dialect.connectionManager.disconnect(connection);
    await this.sequelize.runHooks('afterDisconnect', connection);
  }

  _validate(connection: any): boolean {
    const { connectionManager } = this.dialect;
    return connectionManager.validate ? connectionManager.validate(connection) : true;
  }
}

/** Whether a method of a pool was replaced, as by a spy. */
function isReplaced(pool: object): boolean {
  return Object.hasOwn(pool, 'acquire') || Object.hasOwn(pool, 'release');
}

function requireDriver(path: string): any {
  try {
    // The path is the user's: only a plain `require` finds it as v6 did.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return require(path);
  } catch (error: any) {
    if (error.code === 'MODULE_NOT_FOUND') throw new Error(`Unable to find dialect at ${path}`);
    throw error;
  }
}

let hasWarned = false;

function warnAboutDriver(moduleName: string): void {
  if (hasWarned) return;
  hasWarned = true;
  process.emitWarning(
    `dialectModule and dialectModulePath are not used by sequelize-rs: it brings its own driver instead of ${moduleName}.`,
    { code: 'SEQUELIZE_RS_DIALECT_MODULE' }
  );
}

export default ConnectionManager;
exposeDefault(module, ConnectionManager);
