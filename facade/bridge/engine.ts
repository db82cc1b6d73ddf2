/**
 * The engine of one `Sequelize` instance: compiles statements and holds the connections. `execute.ts` runs statements
 * on it.
 */
import { Head, Status, border, type Border, type Pending } from './border';
import { keepThrown, toError, type Failure } from './errors';
import { ModelRegistry, type ModelStore } from './models';
import { addon, type NativeEngine } from './native';
import { writeRequest } from './request';
import { ShapeStore } from './rows';
import { Templates, type KeptTemplate, type TemplateEngine } from './templates';
import { ValueReader, ValueWriter } from './value';

/** Options of `Sequelize` that the engine reads; see `EngineOptions` in Rust. */
const OPTIONS = [
  'timezone', 'quoteIdentifiers', 'schema', 'omitNull', 'minifyAliases', 'typeValidation', 'standardConformingStrings',
  'databaseVersion', 'operatorsAliases', 'prepare', 'foreignKeys', 'attributeBehavior', 'bareIdentifiers'
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

/** A connection to a server, made by the dialect's connection manager of what the engine opened. */
export interface ServerConnection {
  readonly id: number;
  uuid?: string;
  queryType?: string;
  [member: string]: any;
}

/** Opens and closes connections to servers when the engine wants that: the connection manager. */
export interface Host {
  /** Runs the hooks and opens a connection by `Engine#open`. */
  openConnection(kind: 'read' | 'write'): Promise<ServerConnection>;
  /** Runs the hooks and closes it by `Engine#disconnect`. */
  closeConnection(connection: ServerConnection): Promise<void>;
}

/** What `acquire` is asked for: v6's connection options of SQLite. */
export interface AcquireOptions {
  uuid?: string;
  /** Which of the pools, with replication. */
  pool?: 'all' | 'read' | 'write';
  [option: string]: unknown;
}

export interface PoolStats {
  size: number;
  available: number;
  using: number;
  waiting: number;
}

export class Engine implements ModelStore, TemplateEngine {
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
  /** Opens and closes connections to servers. */
  declare host: Host;
  /** Connections to servers by number. */
  private readonly servers = new Map<number, ServerConnection>();
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
    if (dialect !== 'sqlite') this.border.register(this, native.number());
  }

  /** @internal The engine wants a connection to a server. */
  connect(wish: number, isRead: boolean): void {
    this.host.openConnection(isRead ? 'read' : 'write').then(
      connection => this.grant(wish, connection),
      error => this.native.refused(wish, keepThrown(error))
    );
  }

  private grant(wish: number, connection: ServerConnection): void {
    if (this.servers.get(connection?.id) === connection) return this.native.connected(wish, connection.id);
    const error = new Error('`connectionManager.connect` must give a connection that the engine has opened.');
    this.native.refused(wish, keepThrown(error));
  }

  /** Opens a connection to a server. What it tells of itself comes as `facts`. */
  async open(options: Record<string, unknown>): Promise<{ id: number; facts: any }> {
    const writer = new ValueWriter(this.models);
    writer.value(options);
    const id = await this.ticket(() => this.native.open(writer.bytes.subarray(0, writer.length)));
    return { id, facts: new ValueReader(this.native.facts(id)).value() };
  }

  /** Makes a connection known that was opened: pools give it out from now on. */
  adopt(connection: ServerConnection): void {
    this.servers.set(connection.id, connection);
  }

  /** @internal The engine has done with a connection to a server. */
  disconnect(id: number): void {
    const connection = this.servers.get(id);
    // Nobody is told what a hook that fails here has to say: nobody asked for the connection to go.
    if (connection !== undefined) this.host.closeConnection(connection).catch(() => this.shut(connection));
    else this.native.disconnect(id);
  }

  /** Closes a connection to a server. */
  async shut(connection: ServerConnection): Promise<void> {
    this.servers.delete(connection.id);
    await this.ticket(() => this.native.disconnect(connection.id));
  }

  isOpen(connection: ServerConnection): boolean {
    return this.native.isOpen(connection.id);
  }

  /** Results are parsed anew; values of these types come as the server's text. */
  refreshTypes(keptAsText: number[]): void {
    this.shapes.clear();
    this.native.keepAsText(keptAsText);
  }

  setDatabaseVersion(version: string): void {
    this.native.setDatabaseVersion(version);
    this.models.forgetTexts();
  }

  /** Resolves to the number that comes under the ticket of a request, or at once. */
  private ticket(request: () => void): Promise<number> {
    return new Promise<number>((resolve, reject) => {
      request();
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
  }

  /** What v6's query generator answers: text, or an object such as `{ query, bind }`. */
  compile(method: string, args: readonly unknown[]): any {
    if (method === 'selectQuery' && args.length === 3) {
      const text = this.models.templates(args[2])?.text(args[0], args[1]);
      if (text !== undefined) return text;
    }
    const text = this.native.compile(this.write(writer => writeRequest(writer, method, args)));
    if (text !== null) return text;
    if (this.border.words[Head.status] === Status.failed) throw toError(this.failure());
    return this.answer();
  }

  /** @internal */
  keepTemplate(args: readonly unknown[]): KeptTemplate | undefined {
    const number = this.native.keepTemplate(this.write(writer => writeRequest(writer, 'selectQuery', args)));
    return number === 0 ? undefined : { number, ...this.answer() };
  }

  /** @internal */
  fillTemplate(number: number, fill: (writer: ValueWriter) => void): string | undefined {
    const text = this.native.fillTemplate(number, this.write(fill));
    if (text !== null) return text;
    if (this.border.words[Head.status] === Status.failed) throw toError(this.failure());
    return undefined;
  }

  /** @internal */
  forgetTemplate(number: number): void {
    this.native.forgetTemplate(number);
  }

  /** @internal */
  templatesOf(model: object): Templates {
    return new Templates(this, model);
  }

  forgetTemplates(model: number): void {
    this.native.forgetTemplates(model);
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
  async acquire(options: AcquireOptions = {}): Promise<any> {
    if (this.dialect === 'sqlite') return this.acquireOfFile(options);
    const id = await this.ticket(() => this.native.acquire(options.pool === 'read'));
    return this.servers.get(id);
  }

  private async acquireOfFile(options: AcquireOptions): Promise<Connection> {
    if (options.uuid === undefined || options.uuid === 'default') return new Connection(0, this.storage);
    const id = await this.ticket(() => this.native.acquire(false));
    const connection = new Connection(id, this.storage);
    this.lost.register(connection, id, connection);
    return connection;
  }

  /** A connection to a server comes back, rolled back, if its owner is collected without having given it back. */
  lend(owner: object, connection: any): void {
    if (connection !== undefined && this.servers.get(connection?.id) === connection) {
      this.lost.register(owner, connection.id, connection);
    }
  }

  /** Rolls back what is open on a connection and gives it back. */
  release(connection: { id: number }): void {
    this.giveBack(connection, false);
  }

  /** As `release`, but nobody gets the connection again. */
  async destroy(connection: { id: number }): Promise<void> {
    this.giveBack(connection, true);
  }

  private giveBack(connection: { id: number } | undefined, isBroken: boolean): void {
    if (!connection?.id) return;
    this.lost.unregister(connection);
    this.native.release(connection.id, isBroken);
  }

  /** Before `close`: nothing to wait for, since closing lets running statements finish. */
  async drain(): Promise<void> {}

  /** Closes all connections after what they are at. Statements are refused from now on. */
  close(): Promise<void> {
    this.closing ??= this.ticket(() => this.native.close()).then(() => this.border.unregister(this.native.number()));
    return this.closing;
  }

  /** Figures of the pool. */
  stats(kind?: string): PoolStats {
    const [size, available, using, waiting] = this.native.stats(kind === 'read');
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
  described.replication = Boolean(options.replication);
  // v6 takes a mode of 0 as none.
  return { ...described, mode: mode || undefined, busyTimeout, inlineReads, prependSearchPath };
}
