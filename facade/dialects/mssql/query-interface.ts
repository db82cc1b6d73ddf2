/** SQL Server: constraints hold on to columns, and upserts are MERGE statements with conditions of their own. */
import _ from '../../packages/lodash';
import { Op } from '../../operators';
import { QueryTypes } from '../../query-types';
import * as Utils from '../../utils';
import { QueryInterface } from '../abstract/query-interface';
import { execute } from '../abstract/query-interface/run';

export class MSSqlQueryInterface extends QueryInterface {
  /** Drops the default, the foreign key and the primary key on the column, then the column. */
  override async removeColumn(tableName: any, attributeName: string, options: any): Promise<any> {
    options = { raw: true, ...options };
    const { queryGenerator } = this;
    const sequelize: any = this.sequelize;

    const [defaults] = await sequelize.query(
      queryGenerator.getDefaultConstraintQuery(tableName, attributeName),
      options
    );
    if (defaults.length) {
      await sequelize.query(queryGenerator.dropConstraintQuery(tableName, defaults[0].name), options);
    }
    const [foreign] = await sequelize.query(queryGenerator.getForeignKeyQuery(tableName, attributeName), options);
    if (foreign.length) {
      await sequelize.query(queryGenerator.dropForeignKeyQuery(tableName, foreign[0].constraint_name), options);
    }
    const [primary] = await sequelize.query(
      queryGenerator.getPrimaryKeyConstraintQuery(tableName, attributeName),
      options
    );
    if (primary.length) {
      await sequelize.query(queryGenerator.dropConstraintQuery(tableName, primary[0].constraintName), options);
    }
    return sequelize.query(queryGenerator.removeColumnQuery(tableName, attributeName), options);
  }

  /** A row conflicts if it equals `where`, or the values of any unique key whose fields are all inserted. */
  override async upsert(tableName: any, insertValues: any, updateValues: any, where: any, options: any): Promise<any> {
    const { model } = options;
    const conflicts: any[] = Utils.isWhereEmpty(where) ? [] : [where];
    const inserted = Object.keys(insertValues);
    const uniqueIndexes = Object.values<any>(model._indexes).filter(index => index.unique);
    for (const { fields } of [...Object.values<any>(model.uniqueKeys), ...uniqueIndexes]) {
      if (_.intersection(inserted, fields).length === fields.length) conflicts.push(_.pick(insertValues, fields));
    }
    options = { ...options, type: QueryTypes.UPSERT, raw: true };
    const args = [tableName, insertValues, updateValues, { [Op.or]: conflicts }, model, options];
    return execute(this, 'upsertQuery', args, options);
  }
}
