/** MariaDB's `Query`: as MySQL's, but the connector words its messages differently. */
import { exposeDefault } from '../../bridge/commonjs';
import { AbstractQuery } from '../abstract/query';
import { duplicateEntry, errorOfNumber, positionalParameters, warningsOf } from '../mysql/query/shared';

export class Query extends AbstractQuery {
  constructor(connection: any, sequelize: any, options: any) {
    super(connection, sequelize, { showWarnings: false, ...options });
  }

  static override formatBindParameters(sql: string, values: any, dialect: string): [string, any] {
    return positionalParameters(sql, values, dialect);
  }

  /** Logs what the server warned about; gives `results` back. */
  async logWarnings(results: any): Promise<any> {
    const warnings = warningsOf(await this.run('SHOW WARNINGS'));
    const heading = `MariaDB Warnings (${this.connection.uuid || 'default'}): `;
    this.sequelize.log(heading + warnings.join('; '), this.options);
    return results;
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
