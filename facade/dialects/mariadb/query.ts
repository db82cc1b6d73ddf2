/** MariaDB's `Query`: as MySQL's, but the connector words its messages differently. */
import { exposeDefault } from '../../bridge/commonjs';
import { AbstractQuery } from '../abstract/query';
import { duplicateEntry, errorOfNumber, positionalParameters } from '../mysql/query/shared';
import { logWarnings, runWithWarnings } from '../mysql/query/warnings';

export class Query extends AbstractQuery {
  constructor(connection: any, sequelize: any, options: any) {
    super(connection, sequelize, { showWarnings: false, ...options });
  }

  static override formatBindParameters(sql: string, values: any, dialect: string): [string, any] {
    return positionalParameters(sql, values, dialect);
  }

  /** Runs the statement and, if it is asked for, logs what the server warned about. */
  override async run(sql: string, parameters?: any): Promise<any> {
    return runWithWarnings(this, sql, parameters);
  }

  /** Logs what the server warned about; gives `results` back. */
  async logWarnings(results: any): Promise<any> {
    return logWarnings(this, 'MariaDB', results);
  }

  override formatError(error: any, errStack?: string): any {
    return errorOfNumber(this, error.errno, error, errStack, () => {
      const match = /Duplicate entry '([\s\S]*)' for key '?((.|\s)*?)'?\s.*$/.exec(error.message);
      return duplicateEntry(match?.[1], match?.[2]);
    });
  }

  override handleShowTablesQuery(results: any[]): any[] {
    return results.map(row => ({ tableName: row.TABLE_NAME, schema: row.TABLE_SCHEMA }));
  }
}

export default Query;
exposeDefault(module, Query);
