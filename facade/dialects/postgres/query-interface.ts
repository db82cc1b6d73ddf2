/** PostgreSQL: enums are types of their own, and foreign keys can be deferred. */
import { DataTypes } from '../../data-types';
import { Deferrable } from '../../deferrable';
import { QueryTypes } from '../../query-types';
import * as Utils from '../../utils';
import { QueryInterface } from '../abstract/query-interface';
import { ensureEnums } from './query-interface/enums';

export class PostgresQueryInterface extends QueryInterface {
  /** Makes, or extends, the enum types that the attributes of a table need. */
  override async ensureEnums(tableName?: any, attributes?: any, options?: any, model?: any): Promise<any>;
  override async ensureEnums(tableName: any, attributes: any, options: any, model: any): Promise<any> {
    return ensureEnums(this, tableName, attributes, options, model);
  }

  override async getForeignKeyReferencesForTable(table: any, options: any): Promise<any[]> {
    const sql = this.queryGenerator.getForeignKeyReferencesQuery(
      table.tableName || table,
      this.sequelize.config.database,
      table.schema
    );
    const rows = await this.sequelize.query(sql, { ...options, type: QueryTypes.FOREIGNKEYS });
    // The server folds names to lower case; the other dialects answer in camelCase.
    return rows.map((row: any) => {
      const { initiallyDeferred, isDeferrable, ...rest } = Utils.camelizeObjectKeys(row) as any;
      return { ...rest, deferrable: deferrability(isDeferrable, initiallyDeferred) };
    });
  }

  async dropEnum(enumName: string, options: any): Promise<any> {
    return this.sequelize.query(this._enumDropQuery(enumName), { ...options, raw: true });
  }

  async dropAllEnums(options: any): Promise<any[]> {
    options = options || {};
    const enums: any[] = await this.pgListEnums(null, options);
    return Promise.all(
      enums.map(({ enum_name: name }) => this.sequelize.query(this._enumDropQuery(name), { ...options, raw: true }))
    );
  }

  async pgListEnums(tableName: any, options: any): Promise<any[]> {
    const sql = this.queryGenerator.pgListEnums(tableName);
    return this.sequelize.query(sql, { ...options, plain: false, raw: true, type: QueryTypes.SELECT });
  }

  /** Drops the table and the enum types of its model's attributes. */
  override async dropTable(tableName: any, options: any): Promise<void> {
    await super.dropTable(tableName, options);
    const model = this.sequelize.modelManager.getModel(tableName, { attribute: 'tableName' });
    if (!model) return;

    const prefix = !options?.schema || options.schema === 'public' ? '' : `${options.schema}_`;
    const enums = Object.keys(model.rawAttributes).filter(
      name => model.rawAttributes[name].type instanceof (DataTypes as any).ENUM
    );
    await Promise.all(
      enums.map(name =>
        this.sequelize.query(this.queryGenerator.pgEnumDrop(prefix + tableName, name), {
          ...options,
          supportsSearchPath: false,
          raw: true
        })
      )
    );
  }

  /** @internal */
  _enumDropQuery(enumName: string): string {
    return this.queryGenerator.pgEnumDrop(null, null, this.queryGenerator.pgEscapeAndQuote(enumName));
  }
}

function deferrability(isDeferrable: string, initiallyDeferred: string): unknown {
  const kinds = Deferrable as any;
  if (isDeferrable === 'NO') return kinds.NOT;
  return initiallyDeferred === 'NO' ? kinds.INITIALLY_IMMEDIATE : kinds.INITIALLY_DEFERRED;
}
