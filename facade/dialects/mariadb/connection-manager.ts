/** MariaDB's connections. */
import { exposeDefault } from '../../bridge/commonjs';
import { DataTypes } from '../../data-types';
import { ConnectionManager as AbstractConnectionManager } from '../abstract/connection-manager';
import { parserStore as parserStoreOf } from '../parserStore';

const parserStore = parserStoreOf('mariadb');

export class ConnectionManager extends AbstractConnectionManager {
  constructor(dialect: any, sequelize: any) {
    sequelize.config.port = sequelize.config.port || 3306;
    super(dialect, sequelize);
    this.lib = this._loadDialectModule('mariadb');
    this.refreshTypeParser((DataTypes as any).mariadb);
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
