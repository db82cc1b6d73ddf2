/** MySQL's connections. */
import { exposeDefault } from '../../bridge/commonjs';
import { DataTypes } from '../../data-types';
import { ConnectionManager as AbstractConnectionManager } from '../abstract/connection-manager';
import { parserStore as parserStoreOf } from '../parserStore';
import { columnParser, foreignParse } from './column-parser';
import { connect } from './server-connection';

const parserStore = parserStoreOf('mysql');

export class ConnectionManager extends AbstractConnectionManager {
  constructor(dialect: any, sequelize: any) {
    sequelize.config.port = sequelize.config.port || 3306;
    super(dialect, sequelize);
    this.lib = this._loadDialectModule('mysql2');
    this.refreshTypeParser((DataTypes as any).mysql);
  }

  _refreshTypeParser(dataType: any): void {
    parserStore.refresh(dataType);
  }

  _clearTypeParser(): void {
    parserStore.clear();
  }

  /** Opens a connection; `config` is v6's, with `dialectOptions`. */
  async connect(config: any): Promise<any> {
    return connect(this, config);
  }

  validate(connection: any): boolean {
    return Boolean(connection) && this.sequelize._engine.isOpen(connection);
  }

  /** Warnings are asked for on the connection that has them. */
  override get isWatched(): boolean {
    return Boolean(this.sequelize.options.showWarnings) || super.isWatched;
  }

  override columnParser(type: string): ((value: any) => any) | undefined {
    return columnParser(this, 'mysql', type);
  }

  override isForeignParser(type: string): boolean {
    return typeof this.config.dialectOptions?.typeCast === 'function' || foreignParse('mysql', type) !== undefined;
  }
}

export default ConnectionManager;
exposeDefault(module, ConnectionManager);
