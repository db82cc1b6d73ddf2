/** The MySQL dialect: what it is called, what it can do, and its parts. */
import { exposeDefault } from '../../bridge/commonjs';
import { AbstractDialect, describeDialect } from '../abstract/index';
import { ConnectionManager } from './connection-manager';
import { Query } from './query';
import { MySQLQueryGenerator } from './query-generator';
import { MySQLQueryInterface } from './query-interface';
import { mysqlSupports } from './supports';

export class MysqlDialect extends AbstractDialect {
  constructor(sequelize: any) {
    super();
    this.sequelize = sequelize;
    this.connectionManager = new ConnectionManager(this, sequelize);
    this.queryGenerator = new MySQLQueryGenerator({ _dialect: this, sequelize });
    this.queryInterface = new MySQLQueryInterface(sequelize, this.queryGenerator);
  }

  override canBackslashEscape(): boolean {
    return true;
  }
}

describeDialect(MysqlDialect.prototype, {
  name: 'mysql',
  supports: mysqlSupports,
  defaultVersion: '5.7.0',
  ticks: ['`', '`', '`'],
  Query
});
MysqlDialect.prototype.QueryGenerator = MySQLQueryGenerator;

export default MysqlDialect;
exposeDefault(module, MysqlDialect);
