/** The SQL Server dialect: what it is called, what it can do, and its parts. */
import { exposeDefault } from '../../bridge/commonjs';
import { AbstractDialect, describeDialect } from '../abstract/index';
import { ConnectionManager } from './connection-manager';
import { Query } from './query';
import { MSSQLQueryGenerator } from './query-generator';
import { MSSqlQueryInterface } from './query-interface';
import { mssqlSupports } from './supports';

export class MssqlDialect extends AbstractDialect {
  constructor(sequelize: any) {
    super();
    this.sequelize = sequelize;
    this.connectionManager = new ConnectionManager(this, sequelize);
    this.queryGenerator = new MSSQLQueryGenerator({ _dialect: this, sequelize });
    this.queryInterface = new MSSqlQueryInterface(sequelize, this.queryGenerator);
  }
}

describeDialect(MssqlDialect.prototype, {
  name: 'mssql',
  supports: mssqlSupports,
  defaultVersion: '12.0.2000',
  ticks: ['"', '[', ']'],
  Query
});

export default MssqlDialect;
exposeDefault(module, MssqlDialect);
