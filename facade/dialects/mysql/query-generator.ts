/** MySQL's additions to the generator's methods; see `../abstract/query-generator.ts` for the rest. */
import { exposeDefault } from '../../bridge/commonjs';
import { AbstractQueryGenerator } from '../abstract/query-generator';
import { addFaces } from '../abstract/query-generator/faces';

export class MySQLQueryGenerator extends AbstractQueryGenerator {
  /** The statement names the database it looks in. */
  tableExistsQuery(table: unknown): string {
    return this._compile('tableExistsQuery', [table, this.sequelize.config?.database]);
  }
}

// prettier-ignore
addFaces(MySQLQueryGenerator.prototype, {
  quoteIdentifier: 2,
  createDatabaseQuery: 2, dropDatabaseQuery: 1, createSchema: 0, showSchemasQuery: 0, versionQuery: 0,
  createTableQuery: 3, describeTableQuery: 3, showTablesQuery: 1, addColumnQuery: 3,
  removeColumnQuery: 2, changeColumnQuery: 2, renameColumnQuery: 3, handleSequelizeMethod: 5, _toJSONValue: 1,
  truncateTableQuery: 1, deleteQuery: 2, showIndexesQuery: 2, showConstraintsQuery: 2, removeIndexQuery: 2,
  attributeToSQL: 2, attributesToSQL: 2, _checkValidJsonStatement: 1, getForeignKeysQuery: 2,
  getForeignKeyQuery: 2, dropForeignKeyQuery: 2
});

export { MySQLQueryGenerator as QueryGenerator };
export default MySQLQueryGenerator;
exposeDefault(module, MySQLQueryGenerator);
