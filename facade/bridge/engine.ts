/**
 * The engine of one `Sequelize` instance: compiles statements and holds the connections. `execute.ts` runs statements
 * on it.
 */
import { Head, Status, border, type Border, type Pending } from './border';
import { toError, type Failure } from './errors';
import { ModelRegistry, type ModelStore } from './models';
import { addon, type NativeEngine } from './native';
import { writeRequest } from './request';
import { ShapeStore } from './rows';
import { ValueReader, ValueWriter } from './value';

/** Options of `Sequelize` that the engine reads; see `EngineOptions` in Rust. */
const OPTIONS = [
  'timezone', 'quoteIdentifiers', 'schema', 'omitNull', 'minifyAliases', 'typeValidation', 'standardConformingStrings',
  'databaseVersion', 'operatorsAliases', 'foreignKeys', 'attributeBehavior', 'bareIdentifiers'
] as const; // prettier-ignore

/** A connection that was asked for by name: the default one, or one leased to a transaction. */
export class Connection {
  /** The transaction that has it. */
  uuid: string | undefined;
  declare queryType: string | undefined;

  constructor(
    /** 0 is the default connection. */
    readonly id: number,
    /** Of SQLite: where the database is. */
    readonly filename: string
  ) {}
}

/** What `acquire` is asked for: v6's connection options of SQLite. */
export interface AcquireOptions {
  uuid?: string;
  [option: string]: unknown;
}

export interface PoolStats {
  size: number;
  available: number;
  using: number;
  waiting: number;
}

export class Engine implements ModelStore {
  readonly models: ModelRegistry;
  readonly shapes = new ShapeStore();
  readonly border: Border;
  readonly storage: string;
  private readonly native: NativeEngine;
  private readonly writer: ValueWriter;
  /** The buffer that the addon reads. */
  private registered: Uint8Array;
  private isWriting = false;
  private closing: Promise<void> | undefined;
  /** Gives connections back whose transaction nobody can finish any more. */
  private readonly lost: FinalizationRegistry<number>;

  /** `options` are those of the `Sequelize` constructor. No connection is made before the first statement. */
  constructor(
    readonly dialect: string,
    options: Record<string, any>
  ) {
    this.border = border();
    this.models = new ModelRegistry(this);
    this.writer = new ValueWriter(this.models);
    this.registered = this.writer.bytes;
    this.storage = storageOf(options);
    const description = new ValueWriter(this.models);
    description.value(describeOptions(options, this.storage));
    const { Engine: NativeClass } = addon();
    const bytes = description.bytes.subarray(0, description.length);
    this.native = new NativeClass(this.border.native, dialect, this.writer.bytes, bytes);
    const { native } = this;
    this.lost = new FinalizationRegistry(id => native.release(id, true));
  }

  /** What v6's query generator answers: text, or an object such as `{ query, bind }`. */
  compile(method: string, args: readonly unknown[]): any {
    const text = this.native.compile(this.write(writer => writeRequest(writer, method, args)));
    if (text !== null) return text;
    if (this.border.words[Head.status] === Status.failed) throw toError(this.failure());
    return this.answer();
  }

  /** @internal Sends a statement; the head of the border's words tells what became of it. */
  run(fill: (writer: ValueWriter) => void): string | null {
    return this.native.run(this.write(fill));
  }

  /** @internal Why the last request failed. */
  failure(): Failure {
    return this.answer() as Failure;
  }

  private answer(): any {
    return new ValueReader(this.border.native.answer()).value();
  }

  /** Writes a request and gives its length. A value may compile something itself while it is written. */
  private write(fill: (writer: ValueWriter) => void): number {
    const isNested = this.isWriting;
    const writer = isNested ? new ValueWriter(this.models) : this.writer;
    this.isWriting = true;
    try {
      writer.reset();
      fill(writer);
    } finally {
      this.isWriting = isNested;
    }
    if (writer.bytes !== this.registered) {
      this.native.setRequest(writer.bytes);
      this.registered = writer.bytes;
    }
    return writer.length;
  }

  registerModel(description: Record<string, unknown>): number {
    const writer = new ValueWriter(this.models);
    writer.value(description);
    const number = this.native.registerModel(writer.bytes.subarray(0, writer.length));
    if (number === 0) throw toError(this.failure());
    return number;
  }

  forgetModel(number: number): void {
    this.native.forgetModel(number);
  }

  /**
   * The default connection, or for a `uuid` one of its own. Of a database in memory there is only one connection:
   * transactions on it wait for each other. Give it back with `release`.
   */
  async acquire(options: AcquireOptions = {}): Promise<Connection> {
    if (options.uuid === undefined || options.uuid === 'default') return new Connection(0, this.storage);
    const id = await new Promise<number>((resolve, reject) => {
      this.native.acquire();
      const { words } = this.border;
      const settle: Pending = {
        done: () => resolve(words[Head.rows]),
        failed: () => reject(toError(this.failure()))
      };
      const status = words[Head.status];
      if (status === Status.pending) this.border.wait(settle);
      else if (status === Status.failed) settle.failed();
      else settle.done(null);
    });
    const connection = new Connection(id, this.storage);
    this.lost.register(connection, id, connection);
    return connection;
  }

  /** Rolls back what is open on a connection and gives it back. */
  release(connection: Connection): void {
    this.giveBack(connection, false);
  }

  /** As `release`, but nobody gets the connection again. */
  async destroy(connection: Connection): Promise<void> {
    this.giveBack(connection, true);
  }

  private giveBack(connection: Connection, isBroken: boolean): void {
    if (!(connection instanceof Connection) || connection.id === 0) return;
    this.lost.unregister(connection);
    this.native.release(connection.id, isBroken);
  }

  /** Before `close`: nothing to wait for, since closing lets running statements finish. */
  async drain(): Promise<void> {}

  /** Closes all connections after what they are at. Statements are refused from now on. */
  close(): Promise<void> {
    this.closing ??= new Promise<void>((resolve, reject) => {
      this.native.close();
      this.border.wait({ done: () => resolve(), failed: () => reject(toError(this.failure())) });
    });
    return this.closing;
  }

  /** Figures of the pool; `kind` will matter once there are several. */
  stats(_kind?: string): PoolStats {
    const [size, available, using, waiting] = this.native.stats();
    return { size, available, using, waiting };
  }
}

/** v6's rule: `storage`, else where a URL puts the file, else memory. An empty name is a temporary file. */
function storageOf({ storage, host }: Record<string, any>): string {
  if (storage !== null && storage !== undefined) return String(storage);
  return host && host !== 'localhost' ? String(host) : ':memory:';
}

function describeOptions(options: Record<string, any>, storage: string): Record<string, unknown> {
  const described: Record<string, unknown> = { storage };
  for (const name of OPTIONS) {
    if (options[name] !== undefined) described[name] = options[name];
  }
  const { mode, busyTimeout, inlineReads, prependSearchPath } = options.dialectOptions ?? {};
  const { max, min, acquire, idle, evict, maxUses } = options.pool ?? {};
  described.pool = { max, min, acquire, idle, evict, maxUses };
  // v6 takes a mode of 0 as none.
  return { ...described, mode: mode || undefined, busyTimeout, inlineReads, prependSearchPath };
}
