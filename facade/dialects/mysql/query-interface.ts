/** MySQL and MariaDB: foreign keys hold on to columns and indexes, and upserts know only the primary key. */
import { UnknownConstraintError } from '../../errors';
import { QueryTypes } from '../../query-types';
import { QueryInterface } from '../abstract/query-interface';
import { execute } from '../abstract/query-interface/run';

export class MySQLQueryInterface extends QueryInterface {
  /** Drops the foreign keys of the column first. */
  override async removeColumn(tableName: any, columnName: string, options: any): Promise<any> {
    options = { raw: true, ...options };
    const table = this._withDatabase(tableName);
    const [keys]: any = await this.sequelize.query(this.queryGenerator.getForeignKeyQuery(table, columnName), options);
    if (keys.length && keys[0].constraint_name !== 'PRIMARY') {
      await Promise.all(
        keys.map((key: any) =>
          this.sequelize.query(this.queryGenerator.dropForeignKeyQuery(tableName, key.constraint_name), options)
        )
      );
    }
    return this.sequelize.query(this.queryGenerator.removeColumnQuery(tableName, columnName), options);
  }

  override async upsert(tableName: any, insertValues: any, updateValues: any, _where: any, options: any): Promise<any> {
    const { model } = options;
    options = {
      ...options,
      type: QueryTypes.UPSERT,
      updateOnDuplicate: Object.keys(updateValues),
      upsertKeys: Object.values<any>(model.primaryKeys).map(attribute => attribute.field)
    };
    return execute(this, 'insertQuery', [tableName, insertValues, model.rawAttributes, options], options);
  }

  /** Looks up what the constraint is: foreign keys and indexes are dropped by different statements. */
  override async removeConstraint(tableName: any, constraintName: string, options: any): Promise<any> {
    const { queryGenerator, sequelize } = this;
    const sql = queryGenerator.showConstraintsQuery(this._withDatabase(tableName), constraintName);
    const [found]: any = await sequelize.query(sql, { ...options, type: QueryTypes.SHOWCONSTRAINTS });
    if (!found?.constraintType) {
      throw new UnknownConstraintError({
        message: `Constraint ${constraintName} on table ${tableName} does not exist`,
        constraint: constraintName,
        table: tableName
      });
    }
    const drop =
      found.constraintType === 'FOREIGN KEY'
        ? queryGenerator.dropForeignKeyQuery(tableName, constraintName)
        : queryGenerator.removeIndexQuery(found.tableName, found.constraintName);
    return sequelize.query(drop, options);
  }

  /** @internal The table with the connected database as its schema. */
  _withDatabase(tableName: any): any {
    return tableName.tableName ? tableName : { tableName, schema: this.sequelize.config.database };
  }
}
