/** The snowflake dialect is not in this package; of its `Query` there is what works without a connection. */
import { exposeDefault } from '../../bridge/commonjs';
import { AbstractQuery } from '../abstract/query';
import { positionalParameters, warningsOf } from '../mysql/query/shared';

export class Query extends AbstractQuery {
  static override formatBindParameters(sql: string, values: any, dialect: string): [string, any] {
    return positionalParameters(sql, values, dialect);
  }

  /** Logs what the server warned about; gives `results` back. */
  async logWarnings(results: any): Promise<any> {
    const warnings = warningsOf(await this.run('SHOW WARNINGS'));
    const heading = `Snowflake Warnings (${this.connection.uuid || 'default'}): `;
    this.sequelize.log(heading + warnings.join('; '), this.options);
    return results;
  }

  override async run(_sql: string, _parameters?: any): Promise<any> {
    throw new Error(
      'The dialect snowflake is not supported by sequelize-rs. Use the original package: npm install sequelize@6.37.8'
    );
  }
}

export default Query;
exposeDefault(module, Query);
