/**
 * The engine's pool in the form of the `sequelize-pool` object that v6 shows as `connectionManager.pool`: users read
 * its counts, plug-ins acquire and release. Waiting, limits and eviction happen in Rust.
 */
import type { Engine } from '../../../bridge/engine';

export interface PoolSettings {
  max: number;
  min: number;
  idle: number;
  acquire: number;
  evict: number;
  maxUses?: number;
  validate?: (connection: unknown) => boolean;
}

/** Which of the engine's pools; `all` where there is one for reading and writing. */
export type PoolKind = 'all' | 'read' | 'write';

export class Pool {
  readonly name: string;
  readonly maxSize: number;
  readonly minSize: number;

  /** @internal Asks the user's function of whether a connection may still be used. */
  readonly validate: ((connection: unknown) => boolean) | undefined;

  constructor(
    private readonly engine: () => Engine,
    private readonly kind: PoolKind,
    settings: PoolSettings
  ) {
    this.name = kind === 'all' ? 'sequelize' : `sequelize:${kind}`;
    this.maxSize = settings.max;
    this.minSize = settings.min;
    this.validate = settings.validate;
  }

  /** Open connections. */
  get size(): number {
    return this.stats().size;
  }

  /** Connections that wait to be used. */
  get available(): number {
    return this.stats().available;
  }

  /** Connections that are lent out. */
  get using(): number {
    return this.stats().using;
  }

  /** Callers that wait for a connection. */
  get waiting(): number {
    return this.stats().waiting;
  }

  async acquire(options: object = {}): Promise<any> {
    for (;;) {
      const connection = await this.engine().acquire({ ...options, pool: this.kind });
      if (this.validate === undefined || this.validate(connection)) return connection;
      await this.engine().destroy(connection);
    }
  }

  release(connection: any): void {
    this.engine().release(connection);
  }

  /** Closes one connection instead of taking it back. */
  async destroy(connection: any): Promise<void> {
    await this.engine().destroy(connection);
  }

  /** Waits for lent connections; nobody gets one any more. */
  async drain(): Promise<void> {
    await this.engine().drain();
  }

  async destroyAllNow(): Promise<void> {
    await this.engine().close();
  }

  private stats(): { size: number; available: number; using: number; waiting: number } {
    return this.engine().stats(this.kind);
  }
}

/** With replication: one pool to read, one to write, and v6's rule for which. */
export class ReplicationPool {
  readonly read: Pool;
  readonly write: Pool;

  constructor(engine: () => Engine, settings: PoolSettings) {
    this.read = new Pool(engine, 'read', settings);
    this.write = new Pool(engine, 'write', settings);
  }

  /** SELECTs read, unless they ask for the master. */
  acquire(queryType?: string, useMaster = false): Promise<any> {
    return queryType === 'SELECT' && !useMaster ? this.read.acquire() : this.write.acquire();
  }

  release(connection: any): void {
    this.poolOf(connection).release(connection);
  }

  destroy(connection: any): Promise<void> {
    return this.poolOf(connection).destroy(connection);
  }

  async drain(): Promise<void> {
    await Promise.all([this.write.drain(), this.read.drain()]);
  }

  async destroyAllNow(): Promise<void> {
    await Promise.all([this.read.destroyAllNow(), this.write.destroyAllNow()]);
  }

  private poolOf(connection: any): Pool {
    return connection.queryType === 'read' ? this.read : this.write;
  }
}
