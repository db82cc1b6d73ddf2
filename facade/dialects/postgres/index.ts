/** The PostgreSQL dialect: what it is called, what it can do, and its parts. */
import { exposeDefault } from '../../bridge/commonjs';
import { AbstractDialect, describeDialect } from '../abstract/index';
import { ConnectionManager } from './connection-manager';
import { Query } from './query';
import { PostgresQueryGenerator } from './query-generator';
import { PostgresQueryInterface } from './query-interface';
import { postgresSupports } from './supports';

export class PostgresDialect extends AbstractDialect {
  constructor(sequelize: any) {
    super();
    this.sequelize = sequelize;
    this.connectionManager = new ConnectionManager(this, sequelize);
    this.queryGenerator = new PostgresQueryGenerator({ _dialect: this, sequelize });
    this.queryInterface = new PostgresQueryInterface(sequelize, this.queryGenerator);
  }

  /** With `standard_conforming_strings` off, a backslash inside a plain literal escapes. */
  override canBackslashEscape(): boolean {
    return !this.sequelize.options.standardConformingStrings;
  }
}

describeDialect(PostgresDialect.prototype, {
  name: 'postgres',
  supports: postgresSupports,
  defaultVersion: '9.5.0',
  ticks: ['"', '"', '"'],
  Query
});

export default PostgresDialect;
exposeDefault(module, PostgresDialect);
