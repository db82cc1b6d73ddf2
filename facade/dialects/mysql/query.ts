/** MySQL's `Query`: `?` placeholders, SHOW WARNINGS, and errors as v6 made them of mysql2's. */
import { exposeDefault } from '../../bridge/commonjs';
import { AbstractQuery } from '../abstract/query';
import { duplicateEntry, errorOfNumber, positionalParameters } from './query/shared';
import { logWarnings, runWithWarnings } from './query/warnings';

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
    return logWarnings(this, 'MySQL', results);
  }

  override formatError(error: any, errStack?: string): any {
    return errorOfNumber(this, error.errno || error.code, error, errStack, () => {
      const match = /Duplicate entry '([\s\S]*)' for key '?((.|\s)*?)'?$/.exec(error.message);
      // Since 8.0.19 the key comes with its table.
      return duplicateEntry(match?.[1], match?.[2].split('.').pop());
    });
  }
}

export default Query;
exposeDefault(module, Query);
