/** The SQLite dialect: what it is called, what it can do, and its parts. */
import { exposeDefault } from '../../bridge/commonjs';
import { AbstractDialect, describeDialect } from '../abstract/index';
import { ConnectionManager } from './connection-manager';
import { Query } from './query';
import { SQLiteQueryGenerator } from './query-generator';
import { SQLiteQueryInterface } from './query-interface';
import { sqliteSupports } from './supports';

export class SqliteDialect extends AbstractDialect {
  constructor(sequelize: any) {
    super();
    this.sequelize = sequelize;
    this.connectionManager = new ConnectionManager(this, sequelize);
    this.queryGenerator = new SQLiteQueryGenerator({ _dialect: this, sequelize });
    this.queryInterface = new SQLiteQueryInterface(sequelize, this.queryGenerator);
  }
}

describeDialect(SqliteDialect.prototype, {
  name: 'sqlite',
  supports: sqliteSupports,
  defaultVersion: '3.8.0',
  ticks: ['`', '`', '`'],
  Query
});

export default SqliteDialect;
exposeDefault(module, SqliteDialect);
