/** SQL Server's additions to the generator's methods; see `../abstract/query-generator.ts` for the rest. */
import { randomBytes } from 'crypto';
import { exposeDefault } from '../../bridge/commonjs';
import { AbstractQueryGenerator } from '../abstract/query-generator';
import { addFaces } from '../abstract/query-generator/faces';

export class MSSQLQueryGenerator extends AbstractQueryGenerator {
  /** The level is part of the request that begins the transaction. */
  setIsolationLevelQuery(): void {}

  /** SQL Server allows 32 characters; ten random bytes in hexadecimal, as in v6. */
  generateTransactionId(): string {
    return randomBytes(10).toString('hex');
  }
}

// prettier-ignore
addFaces(MSSQLQueryGenerator.prototype, {
  quoteIdentifier: 2,
  createDatabaseQuery: 2, dropDatabaseQuery: 1, createSchema: 1, dropSchema: 1, showSchemasQuery: 0,
  versionQuery: 0, createTableQuery: 3, describeTableQuery: 2, renameTableQuery: 2, showTablesQuery: 0,
  tableExistsQuery: 1, dropTableQuery: 1, addColumnQuery: 3, commentTemplate: 3, removeColumnQuery: 2,
  changeColumnQuery: 2, renameColumnQuery: 3, bulkInsertQuery: 4, updateQuery: 5, upsertQuery: 5,
  truncateTableQuery: 1, deleteQuery: 2, showIndexesQuery: 1, showConstraintsQuery: 1, removeIndexQuery: 2,
  attributeToSQL: 2, attributesToSQL: 2, createTrigger: 0, dropTrigger: 0, renameTrigger: 0, createFunction: 0,
  dropFunction: 0, renameFunction: 0, _getForeignKeysQueryPrefix: 1, getForeignKeysQuery: 2, getForeignKeyQuery: 2,
  getPrimaryKeyConstraintQuery: 2, dropForeignKeyQuery: 2, getDefaultConstraintQuery: 2, dropConstraintQuery: 2,
  selectFromTableFragment: 6, addLimitAndOffset: 2, booleanValue: 1
});

export { MSSQLQueryGenerator as QueryGenerator };
export default MSSQLQueryGenerator;
exposeDefault(module, MSSQLQueryGenerator);
