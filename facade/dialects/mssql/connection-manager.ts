/** SQL Server's connections. */
import { exposeDefault } from '../../bridge/commonjs';
import { DataTypes } from '../../data-types';
import { ConnectionManager as AbstractConnectionManager } from '../abstract/connection-manager';
import { parserStore as parserStoreOf } from '../parserStore';

const parserStore = parserStoreOf('mssql');

export class ConnectionManager extends AbstractConnectionManager {
  constructor(dialect: any, sequelize: any) {
    sequelize.config.port = sequelize.config.port || 1433;
    super(dialect, sequelize);
    this.lib = this._loadDialectModule('tedious');
    this.refreshTypeParser((DataTypes as any).mssql);
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
