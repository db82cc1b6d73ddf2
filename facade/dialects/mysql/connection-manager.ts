/** MySQL's connections. */
import { exposeDefault } from '../../bridge/commonjs';
import { DataTypes } from '../../data-types';
import { ConnectionManager as AbstractConnectionManager } from '../abstract/connection-manager';
import { parserStore as parserStoreOf } from '../parserStore';

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
}

export default ConnectionManager;
exposeDefault(module, ConnectionManager);
