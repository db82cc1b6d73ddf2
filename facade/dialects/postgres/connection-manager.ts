/** PostgreSQL's connections. Types are recognised by number; those that extensions and enums add are read at run time. */
import { exposeDefault } from '../../bridge/commonjs';
import { DataTypes } from '../../data-types';
import { ConnectionManager as AbstractConnectionManager } from '../abstract/connection-manager';
import { parserStore as parserStoreOf } from '../parserStore';

const parserStore = parserStoreOf('postgres');

export class ConnectionManager extends AbstractConnectionManager {
  constructor(dialect: any, sequelize: any) {
    sequelize.config.port = sequelize.config.port || 5432;
    super(dialect, sequelize);
    const lib = this._loadDialectModule('pg');
    this.lib = sequelize.config.native && lib.native ? lib.native : lib;
    this._clearDynamicOIDs();
    this._clearTypeParser();
    this.refreshTypeParser((DataTypes as any).postgres);
  }

  /** Ranges and enums are families of types: they are filed under the name of the family. */
  _refreshTypeParser(dataType: any): void {
    const names = dataType.types.postgres;
    const postgres = Array.isArray(names) ? names : [dataType.key.toLowerCase()];
    parserStore.refresh({ types: { postgres }, parse: dataType.parse });
  }

  _clearTypeParser(): void {
    this.oidParserMap = new Map();
    parserStore.clear();
  }

  /** Forgets the type numbers that depend on the database. */
  _clearDynamicOIDs(): void {
    this.nameOidMap = {};
    this.enumOids = { oids: [], arrayOids: [] };
  }

  /** Reads the type numbers again, after an enum was made. */
  async _refreshDynamicOIDs(): Promise<void> {
    await this.sequelize._engine.refreshTypes();
  }
}

export default ConnectionManager;
exposeDefault(module, ConnectionManager);
