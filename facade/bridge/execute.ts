/**
 * Runs one statement and gives what v6's `sequelize.query` gives for its options. `executeCompiled` compiles and runs
 * in one crossing; `executeRaw` runs a text. `options` are resolved already (`sequelize/query-options.ts`).
 *
 * A read that the engine finishes at once gives its result, not a promise.
 */
import type { Sequelize } from '../sequelize';
import { logStatement } from '../sequelize/logging';
import { QueryTypes } from '../query-types';
import { debugOutput, type DebugOutput } from '../packages/debug';
import { typesOfServer, typesOfSqlite, type ColumnTypes } from './column-types';
import { Head, Status, isLoopStarving, nextTurn, type Pending } from './border';
import type { Engine } from './engine';
import { toError, type Failure } from './errors';
import { readInstances, readParsed, readsDates, type InstanceOptions } from './instances';
import { joinedInstances, readJoined } from './joined-rows';
import { GroupedRows } from './grouped-rows';
import { NestedRows } from './nested-rows';
import { nestingOf, writeNesting, type Nesting } from './nesting';
import { writeRequest } from './request';
import { describedIndexes, givesNoRows, renameFields, selected, shaped, type Outcome } from './results';
import { readRows, takeSlice, type KnownShape } from './rows';
import { serverResults, type PartOfResult, type ServerResults } from './server-results';
import { ValueReader, type ValueWriter } from './value';

const debugContexts: Record<string, DebugOutput> = {};

/** v6's names of where statements are logged by `DEBUG`. */
function debugOf(dialect: string): DebugOutput {
  const name = dialect === 'postgres' ? 'pg' : dialect;
  return (debugContexts[dialect] ??= debugOutput(`sql:${name}`));
}

/** Bits of a request's first byte; see `src/operation.rs`. */
const Flag = { text: 1, run: 2, dates: 4, read: 8, details: 16, unprepared: 32, nest: 64 } as const;

/** Runs `method` of the query generator. */
export function executeCompiled(sequelize: Sequelize, method: string, args: unknown[], options: any): any {
  const execution = new CompiledExecution(sequelize, options, method, args);
  return execution.start();
}

/** Runs a text. `bind`: values in order, or by the placeholder's name as it stands in the text. */
export function executeRaw(sequelize: Sequelize, sql: string, bind: unknown, options: any): any {
  const path = options.searchPath ? sequelize.getQueryInterface().queryGenerator.setSearchPath(options.searchPath) : '';
  const execution = new TextExecution(sequelize, options, path + sql, bind);
  return execution.start();
}

abstract class Execution implements Pending {
  protected readonly engine: Engine;
  /** The place of the call, for errors that come later. */
  private place: Error | undefined;
  private complete: (() => void) | undefined;
  private readonly rows: any[] = [];
  private nesting: Nesting | undefined;
  /** Rows that the engine has nested. */
  private nested: NestedRows | GroupedRows | undefined;
  private changes = 0;
  private lastID = 0;
  private instances: InstanceOptions | undefined;
  private resolve!: (result: any) => void;
  private reject!: (error: unknown) => void;
  /** Raised while decoding an earlier slice. */
  private failure: unknown;
  protected isRun = false;
  /** Of a server: what v6 makes of its answers. */
  protected readonly server: ServerResults | undefined;
  /** Results of a text with several statements, as far as they are read. */
  private readonly parts: PartOfResult[] = [];

  constructor(
    protected readonly sequelize: Sequelize,
    protected readonly options: any
  ) {
    this.engine = sequelize._engine;
    this.server = serverResults(this.engine.dialect);
    this.engine.shapes.parserOf ??= this.server && (type => sequelize.connectionManager.columnParser(type));
  }

  /** The text, if the statement was given as text. */
  protected get textIfRaw(): string {
    return '';
  }

  /** The text as v6 logs it. Compiles it if need be. */
  protected abstract text(): { sql: string; parameters: unknown };

  /** Writes what is to be run. */
  protected abstract write(writer: ValueWriter): void;

  /** Writes how it is to be run. */
  protected writeHead(writer: ValueWriter, source: number): void {
    const { options, instances } = this;
    this.nesting = instances && !this.foldsNames ? nestingOf(options, instances.types) : undefined;
    const { nesting } = this;
    const flags = this.server === undefined ? this.flagsOfSqlite() : this.flagsOfServer();
    writer.byte(source | flags | (nesting ? Flag.nest : 0));
    writer.uint32(this.connectionId());
    if (nesting) writeNesting(writer, nesting, options);
  }

  start(): any {
    const { options, engine } = this;
    this.refuseFinishedTransaction();
    this.log();
    // v6 hands a text that begins as a comment to nobody.
    if (this.textIfRaw.startsWith('-- ')) return undefined;
    this.isRun = this.server === undefined && givesNoRows(options.type, this.textIfRaw);
    if (options.type === QueryTypes.SELECT && !options.raw) this.instances = this.instanceOptions();
    const text = engine.run(writer => this.write(writer));
    const status = engine.border.words[Head.status];
    if (status === Status.pending) return this.wait();
    if (status === Status.failed) throw this.error(engine.failure());
    this.read(text);
    const result = this.finish();
    return isLoopStarving() ? nextTurn(result) : result;
  }

  /** PostgreSQL makes names without quotes lower case: they have to be found again among the attributes. */
  private get foldsNames(): boolean {
    return this.engine.dialect === 'postgres' && this.sequelize.options.quoteIdentifiers === false;
  }

  private flagsOfSqlite(): number {
    const readsTyped = this.instances?.isTyped && readsDates(this.engine.dialect);
    return (this.isRun ? Flag.run : 0) | (readsTyped ? Flag.dates : 0);
  }

  /** Readers are asked for SELECTs, unless the writer is wanted: v6's rule. */
  private flagsOfServer(): number {
    const { type, useMaster, prepare } = this.options;
    const mayRead = type === QueryTypes.SELECT && !useMaster;
    const isDetailed = this.server!.wantsDetails(type, this.textIfRaw);
    return (mayRead ? Flag.read : 0) | (isDetailed ? Flag.details : 0) | (prepare === false ? Flag.unprepared : 0);
  }

  private wait(): Promise<any> {
    this.place = new Error();
    this.engine.border.wait(this);
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  more(text: string | null): void {
    if (this.failure !== undefined) return;
    try {
      this.read(text);
    } catch (error) {
      this.failure = error;
    }
  }

  done(text: string | null): void {
    try {
      this.more(text);
      if (this.failure !== undefined) throw this.failure;
      this.resolve(this.finish());
    } catch (error) {
      this.reject(error);
    }
  }

  failed(): void {
    const failure = this.engine.failure();
    const settled = this.server?.beforeError?.(failure, this.options);
    if (settled === undefined) this.fail(failure);
    else settled.then(() => this.fail(failure));
  }

  private fail(failure: Failure): void {
    try {
      throw this.error(failure);
    } catch (error) {
      this.reject(error);
    }
  }

  /** Takes the rows that lie in the buffers, and what the end tells of changes. */
  private read(text: string | null): void {
    const { engine, instances } = this;
    const { border } = engine;
    this.changes = border.doubles[0];
    this.lastID = border.doubles[1];
    const count = border.words[Head.rows];
    if (count === 0) return this.notePart(0);
    const known = engine.shapes.current(border);
    this.notePart(count);
    const slice = takeSlice(border, text);
    if (instances === undefined) readRows(slice, known.plainPlan, this.rows);
    else if (slice.isNested) (this.nested ??= this.nestedRows(known, instances)).read(slice);
    else if (this.options.hasJoin === true) readJoined(known, slice, instances, this.options.include, this.rows);
    else if (this.options.fieldMap || this.foldsNames)
      readParsed(known, slice, { ...instances, attributes: undefined }, this.rows);
    else readInstances(known, slice, instances, this.rows);
  }

  private nestedRows(known: KnownShape, instances: InstanceOptions): NestedRows | GroupedRows {
    const Rows = this.nesting === 'grouped' ? GroupedRows : NestedRows;
    return new Rows(known, this.options, instances);
  }

  /** Remembers which rows have which columns, where a text may have several results. */
  private notePart(rows: number): void {
    const { server, engine, textIfRaw } = this;
    if (server === undefined || textIfRaw === '' || engine.border.words[Head.shape] === 0) return;
    this.parts.push({ shape: engine.shapes.current(engine.border).shape, rows });
  }

  private finish(): any {
    const { options, rows, server } = this;
    this.complete?.();
    if (server !== undefined) return this.finishServer(server);
    if (options.type === QueryTypes.SELECT) return this.selects();
    const { changes, lastID } = this;
    const outcome: Outcome = { rows: this.isRun ? undefined : rows, changes, lastID };
    const sql = this.sqlForShape();
    if (sql.includes('PRAGMA INDEX_LIST')) return describedIndexes(rows, index => this.indexColumns(index));
    return shaped({ sql, options }, outcome);
  }

  private finishServer(server: ServerResults): any {
    const { options, rows, sequelize, changes, lastID, parts, engine } = this;
    const statement = { options, sequelize, sql: this.sqlForShape(), text: () => this.text() };
    const details = () => new ValueReader(engine.border.native.details()).value();
    const selects = () => this.selects();
    return server.finish(statement, { rows, changes, lastID, parts, details, selects });
  }

  /** What a SELECT gives. */
  private selects(): any {
    const { nested, rows, options } = this;
    if (nested !== undefined) return selected(nested.finish(), options);
    return selected(this.instances ? this.mapped(rows) : rows, options);
  }

  /** With a field map, rows are renamed before they become instances; those of a join are nested. */
  private mapped(rows: any[]): any[] {
    const { fieldMap, model, hasJoin } = this.options;
    if (fieldMap) rows.forEach(row => renameFields(row, fieldMap));
    if (this.foldsNames) rows = rows.map(row => unfolded(row, model));
    if (hasJoin === true) return joinedInstances(rows, this.options);
    if (!fieldMap && !this.foldsNames) return rows;
    return model.bulkBuild(rows, { isNewRecord: false, raw: true, attributes: this.instances!.attributes });
  }

  private indexColumns(index: string): Promise<any[]> {
    const { sequelize, options } = this;
    return Promise.resolve(
      executeRaw(sequelize, `PRAGMA INDEX_INFO(\`${index}\`)`, undefined, { ...options, type: undefined })
    );
  }

  /** Only texts and raw results are told apart by their text. */
  private sqlForShape(): string {
    return this.textIfRaw || (this.options.type === QueryTypes.RAW ? this.text().sql : '');
  }

  private instanceOptions(): InstanceOptions {
    const { options, sequelize, server } = this;
    const attributes = options.originalAttributes || options.attributes;
    const types: ColumnTypes = server
      ? typesOfServer(sequelize.connectionManager)
      : typesOfSqlite(sequelize.options.timezone as string);
    return { model: options.model, attributes, isTyped: server !== undefined || this.knowsTypes(), types };
  }

  /** Whether v6 would ask for the types of the model's table. */
  protected knowsTypes(): boolean {
    return true;
  }

  private connection(): any {
    const { transaction, connection } = this.options;
    return transaction ? transaction.connection : connection;
  }

  private connectionId(): number {
    return this.connection()?.id ?? 0;
  }

  private log(): void {
    const { options, sequelize } = this;
    const debug = debugOf(this.engine.dialect);
    if (!options.logging && !debug.enabled) return;
    const { sql, parameters } = this.text();
    const uuid = this.connection()?.uuid;
    debug(`Executing (${uuid || 'default'}): ${sql}`);
    this.complete = logStatement(sequelize, options, sql, parameters, uuid);
  }

  private error(failure: Failure): Error {
    const isOurs = failure.original === undefined;
    const sql = isOurs ? '' : this.text().sql;
    const { instance, model, rawErrors: isRaw } = this.options;
    const place = this.place ?? new Error();
    if (!isOurs) this.complete?.();
    const parameters = isOurs || this.server === undefined ? undefined : this.text().parameters;
    const statement = { sql, parameters, stack: place.stack, instance, model, isRaw };
    return this.server?.error(failure, statement, this.sequelize) ?? toError(failure, statement);
  }

  private refuseFinishedTransaction(): void {
    const { transaction, completesTransaction } = this.options;
    if (!transaction?.finished || completesTransaction) return;
    const error = new Error(
      `${transaction.finished} has been called on this transaction(${transaction.id}), you can no longer use it. ` +
        `(The rejected query is attached as the 'sql' property of this error)`
    );
    throw Object.assign(error, { sql: this.text().sql });
  }
}

/** A row with the names of the model's attributes where they differ in case only. */
function unfolded(row: any, model: any): any {
  const names = new Map(Object.keys(model.rawAttributes).map(name => [name.toLowerCase(), name]));
  return Object.fromEntries(Object.keys(row).map(key => [names.get(key) ?? key, row[key]]));
}

class CompiledExecution extends Execution {
  private compiled: { sql: string; parameters: unknown } | undefined;

  constructor(
    sequelize: Sequelize,
    options: any,
    private readonly method: string,
    private readonly args: unknown[]
  ) {
    super(sequelize, options);
  }

  protected text(): { sql: string; parameters: unknown } {
    if (this.compiled === undefined) {
      const answer = this.engine.compile(this.method, this.args);
      const isBound = typeof answer === 'object' && answer !== null;
      // `query()` trims what it is given, so v6 logs it so.
      const textOf = isBound ? this.server?.textOf : undefined;
      if (textOf !== undefined) return (this.compiled = textOf(answer, this.sequelize));
      this.compiled = isBound
        ? { sql: answer.query.trim(), parameters: named(answer.bind) }
        : { sql: answer.trim(), parameters: undefined };
    }
    return this.compiled;
  }

  protected write(writer: ValueWriter): void {
    this.writeHead(writer, 0);
    writeRequest(writer, this.method, this.args);
  }
}

/** Parameters as v6 logs them: by placeholder. */
function named(bind: any): unknown {
  if (bind === undefined || bind === null) return undefined;
  const isList = Array.isArray(bind);
  return Object.fromEntries(Object.keys(bind).map(key => [`$${isList ? Number(key) + 1 : key}`, bind[key]]));
}

class TextExecution extends Execution {
  constructor(
    sequelize: Sequelize,
    options: any,
    private readonly sql: string,
    private readonly bind: unknown
  ) {
    super(sequelize, options);
  }

  protected override get textIfRaw(): string {
    return this.sql;
  }

  protected text(): { sql: string; parameters: unknown } {
    return { sql: this.sql, parameters: this.bind };
  }

  protected write(writer: ValueWriter): void {
    this.writeHead(writer, Flag.text);
    const { bind, server } = this;
    writer.text(this.sql);
    writer.value(server?.bindValue && Array.isArray(bind) ? bind.map(value => server.bindValue!(value)) : bind);
    writer.value(this.options.aliasNames);
  }

  /** v6 looks for the table in the options, else behind the first FROM. */
  protected override knowsTypes(): boolean {
    const { tableNames, model } = this.options;
    const tables: string[] = tableNames ?? [/FROM `(.*?)`/i.exec(this.sql)?.[1]];
    return tables.some(table => String(table).replace(/`/g, '') === String(model.getTableName()).replace(/`/g, ''));
  }
}
