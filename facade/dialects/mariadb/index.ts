/** The MariaDB dialect: what it is called, what it can do, and its parts. */
import { exposeDefault } from '../../bridge/commonjs';
import { AbstractDialect, describeDialect } from '../abstract/index';
import { ConnectionManager } from './connection-manager';
import { Query } from './query';
import { MariaDBQueryGenerator } from './query-generator';
import { MySQLQueryInterface } from '../mysql/query-interface';
import { mariadbSupports } from './supports';

export class MariadbDialect extends AbstractDialect {
  constructor(sequelize: any) {
    super();
    this.sequelize = sequelize;
    this.connectionManager = new ConnectionManager(this, sequelize);
    this.queryGenerator = new MariaDBQueryGenerator({ _dialect: this, sequelize });
    this.queryInterface = new MySQLQueryInterface(sequelize, this.queryGenerator);
  }

  override canBackslashEscape(): boolean {
    return true;
  }
}

describeDialect(MariadbDialect.prototype, {
  name: 'mariadb',
  supports: mariadbSupports,
  defaultVersion: '10.1.44',
  ticks: ['`', '`', '`'],
  Query
});
MariadbDialect.prototype.QueryGenerator = MariaDBQueryGenerator;

export default MariadbDialect;
exposeDefault(module, MariadbDialect);
