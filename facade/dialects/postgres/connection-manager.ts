/** PostgreSQL's connections. Types are recognised by number; those that extensions and enums add are read at run time. */
import { exposeDefault } from '../../bridge/commonjs';
import { listTypes, runOn } from '../../bridge/postgres-session';
import { DataTypes } from '../../data-types';
import { semver } from '../../packages/on-demand';
import { debugOutput } from '../../packages/debug';
import { ConnectionManager as AbstractConnectionManager } from '../abstract/connection-manager';
import { parserStore as parserStoreOf } from '../parserStore';
import { PostgresConnection } from './connection';
import { connectionOptions } from './connection-options';
import { READ_IN_RUST, cellParser, parseArray, textParser, type Parse } from './type-parsers';

const debug = debugOutput('connection:pg');
const parserStore = parserStoreOf('postgres');

/** The numbers of a type and of what is made of it. */
interface TypeNumbers {
  oid: number;
  arrayOid?: number;
  rangeOid?: number;
  arrayRangeOid?: number;
}

/** The `parse` functions that the dialect brings; others are the user's. */
const ours = new Set<Parse>();
/** Those of them that give back what they get. */
const unchanging = new Set<Parse>();
for (const [key, type] of Object.entries<any>((DataTypes as any).postgres)) {
  if (!Object.hasOwn(type, 'parse')) continue;
  ours.add(type.parse);
  if (['DECIMAL', 'CITEXT', 'ENUM'].includes(key)) unchanging.add(type.parse);
}

export class ConnectionManager extends AbstractConnectionManager {
  declare nameOidMap: Record<string, TypeNumbers>;
  declare enumOids: { oids: number[]; arrayOids: number[] };
  declare oidParserMap: Map<number, Parse>;

  constructor(dialect: any, sequelize: any) {
    sequelize.config.port = sequelize.config.port || 5432;
    super(dialect, sequelize);
    const lib = this._loadDialectModule('pg');
    this.lib = sequelize.config.native && lib.native ? lib.native : lib;
    this._clearDynamicOIDs();
    this._clearTypeParser();
    this.refreshTypeParser((DataTypes as any).postgres);
  }

  /** Opens a connection. `config` is that of the constructor, or of one server, after `beforeConnect`. */
  async connect(config: any): Promise<PostgresConnection> {
    config.user = config.username;
    const engine = this.sequelize._engine;
    const { id, facts } = await engine.open(await connectionOptions(config, this.sequelize));
    const connection = new PostgresConnection(engine, id, facts, (self, text, values) =>
      runOn(this.sequelize, self, text, values)
    );
    engine.adopt(connection);
    connection.on('error', error => {
      connection._invalid = true;
      debug(`connection error ${error?.code || error?.message}`);
      void this.pool.destroy(connection);
    });
    debug('connection acquired');
    try {
      this._learnVersion(facts.parameters.server_version);
      if (!this._knowsTypes()) await this._refreshDynamicOIDs(connection);
    } catch (error) {
      await connection.end();
      throw error;
    }
    return connection;
  }

  override async disconnect(connection: PostgresConnection): Promise<void> {
    if (connection._ending) {
      debug('connection tried to disconnect but was already at ENDING state');
      return;
    }
    await connection.end();
  }

  validate(connection: PostgresConnection): boolean {
    return !connection._invalid && !connection._ending;
  }

  /** @internal */
  _learnVersion(text: string | undefined): void {
    const { options, _engine: engine } = this.sequelize;
    if (options.databaseVersion === 0) {
      const version = semver().coerce(text)?.version;
      options.databaseVersion = version && semver().valid(version) ? version : this.dialect.defaultVersion;
      this._warnOfOldServer();
    }
    engine.setDatabaseVersion(String(options.databaseVersion));
  }

  /**
   * Files the parser of a data type under the numbers that the server has for it: ranges under those of their base
   * types, enums under those of all enums, others by the names in `types.postgres`.
   */
  _refreshTypeParser(dataType: any): void {
    const key = dataType.key.toLowerCase();
    if (key === 'range') this._fileRanges(dataType);
    else if (key === 'enum') this._file(dataType.parse, this.enumOids.oids, this.enumOids.arrayOids);
    else {
      for (const name of dataType.types.postgres) {
        const numbers = this.nameOidMap[name];
        if (numbers) this._file(dataType.parse, [numbers.oid], numbers.arrayOid ? [numbers.arrayOid] : []);
      }
      parserStore.refresh({ types: { postgres: dataType.types.postgres }, parse: dataType.parse });
    }
    this._forgetPlans();
  }

  /** @internal */
  _file(parse: Parse, oids: number[], arrayOids: number[]): void {
    const parser = own(value => parse(value), parse);
    const ofArray = own(value => parseArray(value, parser), parse, true);
    for (const oid of oids) this.oidParserMap.set(oid, parser);
    for (const oid of arrayOids) this.oidParserMap.set(oid, ofArray);
  }

  /** @internal */
  _fileRanges(dataType: any): void {
    for (const { oid, rangeOid, arrayRangeOid } of Object.values(this.nameOidMap)) {
      if (!rangeOid) continue;
      const parser = own(value => dataType.parse(value, { parser: this.getTypeParser(oid) }), dataType.parse);
      this.oidParserMap.set(rangeOid, parser);
      const ofArray = own(value => parseArray(value, parser), dataType.parse, true);
      if (arrayRangeOid) this.oidParserMap.set(arrayRangeOid, ofArray);
    }
  }

  /** Reads the server's text of a type. */
  getTypeParser(oid: number, ..._format: unknown[]): Parse {
    return this.oidParserMap.get(oid) ?? textParser(oid);
  }

  override columnParser(type: string): Parse | undefined {
    const oid = Number(type);
    const parser = this.oidParserMap.get(oid);
    if (parser === undefined) return cellParser(oid);
    const { parse, isArray } = source.get(parser)!;
    if (!ours.has(parse)) return parser;
    if (READ_IN_RUST.has(oid)) return cellParser(oid);
    return unchanging.has(parse) && !isArray ? undefined : parser;
  }

  override isForeignParser(type: string): boolean {
    const parser = this.oidParserMap.get(Number(type));
    return parser !== undefined && !ours.has(source.get(parser)!.parse);
  }

  /** @internal Other parsers: what was planned by the old ones, and what Rust reads by itself, changes. */
  _forgetPlans(): void {
    // Nobody has read anything yet without an engine.
    if (!Object.hasOwn(this.sequelize, '_engine')) return;
    const foreign = [...this.oidParserMap.keys()].filter(oid => this.isForeignParser(String(oid)));
    this.sequelize._engine.refreshTypes(foreign.filter(oid => READ_IN_RUST.has(oid)));
  }

  _clearTypeParser(): void {
    this.oidParserMap = new Map();
    parserStore.clear();
  }

  /** @internal */
  _knowsTypes(): boolean {
    const { oids, arrayOids } = this.enumOids;
    return Object.keys(this.nameOidMap).length > 0 || oids.length > 0 || arrayOids.length > 0;
  }

  /** Forgets the type numbers that depend on the database. */
  _clearDynamicOIDs(): void {
    this.nameOidMap = {};
    this.enumOids = { oids: [], arrayOids: [] };
  }

  /** Reads the type numbers, as when the first connection is made and after an enum was made. */
  async _refreshDynamicOIDs(connection?: PostgresConnection): Promise<void> {
    const names: Record<string, TypeNumbers> = {};
    const enums: ConnectionManager['enumOids'] = { oids: [], arrayOids: [] };
    for (const row of await listTypes(this.sequelize, connection)) {
      const { typname: name, typtype: kind, oid, typarray, rngtypid, rngtyparray } = row;
      if (kind === 'e') {
        enums.oids.push(oid);
        if (typarray) enums.arrayOids.push(typarray);
        continue;
      }
      names[name] = { oid };
      if (typarray) names[name].arrayOid = typarray;
      if (!rngtypid) continue;
      names[name].rangeOid = rngtypid;
      if (rngtyparray) names[name].arrayRangeOid = rngtyparray;
    }
    this.nameOidMap = names;
    this.enumOids = enums;
    this.refreshTypeParser((DataTypes as any).postgres);
  }
}

/** What a filed parser was made of. */
const source = new WeakMap<Parse, { parse: Parse; isArray: boolean }>();

function own(parser: Parse, parse: Parse, isArray = false): Parse {
  source.set(parser, { parse, isArray });
  return parser;
}

export default ConnectionManager;
exposeDefault(module, ConnectionManager);
