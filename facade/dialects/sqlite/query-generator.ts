/** SQLite's additions to the generator's methods; see `../mysql/query-generator.ts` for the rest. */
import { exposeDefault } from '../../bridge/commonjs';
import { MySQLQueryGenerator } from '../mysql/query-generator';
import { addFaces } from '../abstract/query-generator/faces';

export class SQLiteQueryGenerator extends MySQLQueryGenerator {
  setIsolationLevelQuery(value: string): string {
    return this._compile('setIsolationLevelQuery', [value, {}]);
  }

  /** `attributes` are those that stay. v6: the name of a column, where other dialects take one, is spelled out. */
  removeColumnQuery(tableName: any, attributes: any): string {
    return this._compile('removeColumnQuery', [
      tableName,
      typeof attributes === 'string' ? { ...(attributes as any) } : attributes
    ]);
  }
}

// prettier-ignore
addFaces(SQLiteQueryGenerator.prototype, {
  quoteIdentifier: 2,
  createSchema: 0, showSchemasQuery: 0, versionQuery: 0, createTableQuery: 3, booleanValue: 1,
  _checkValidJsonStatement: 1, _toJSONValue: 1, handleSequelizeMethod: 5, addColumnQuery: 3, showTablesQuery: 0,
  updateQuery: 5, truncateTableQuery: 1, deleteQuery: 2, attributesToSQL: 1, showIndexesQuery: 1,
  showConstraintsQuery: 2, removeIndexQuery: 2, describeTableQuery: 3, describeCreateTableQuery: 1,
  _alterConstraintQuery: 3, _rebuildTableQuery: 3, renameColumnQuery: 4, replaceBooleanDefaults: 1,
  getForeignKeysQuery: 1, tableExistsQuery: 1
});

export { SQLiteQueryGenerator as QueryGenerator };
export default SQLiteQueryGenerator;
exposeDefault(module, SQLiteQueryGenerator);
