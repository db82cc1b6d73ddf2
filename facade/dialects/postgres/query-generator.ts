/** PostgreSQL's additions to the generator's methods; see `../abstract/query-generator.ts` for the rest. */
import { exposeDefault } from '../../bridge/commonjs';
import { AbstractQueryGenerator } from '../abstract/query-generator';
import { addFaces } from '../abstract/query-generator/faces';

export class PostgresQueryGenerator extends AbstractQueryGenerator {
  /** `options.deferrable` knows which of the three statements it is, and asks for it. */
  deferConstraintsQuery(options: any): string {
    return options.deferrable.toString(this);
  }
}

// prettier-ignore
addFaces(PostgresQueryGenerator.prototype, {
  quoteIdentifier: 2,
  setSearchPath: 1, createDatabaseQuery: 2, dropDatabaseQuery: 1, createSchema: 1, dropSchema: 1,
  showSchemasQuery: 0, versionQuery: 0, createTableQuery: 3, dropTableQuery: 2, showTablesQuery: 0,
  tableExistsQuery: 1, describeTableQuery: 2, _checkValidJsonStatement: 1, handleSequelizeMethod: 5,
  addColumnQuery: 3, removeColumnQuery: 2, changeColumnQuery: 2, renameColumnQuery: 3, fn: 6,
  truncateTableQuery: 1, deleteQuery: 2, showIndexesQuery: 1, showConstraintsQuery: 1, removeIndexQuery: 3,
  addLimitAndOffset: 1, attributeToSQL: 2, setConstraintQuery: 2, setDeferredQuery: 1,
  setImmediateQuery: 1, attributesToSQL: 2, createTrigger: 7, dropTrigger: 2, renameTrigger: 3, createFunction: 7,
  dropFunction: 2, renameFunction: 3, pgEscapeAndQuote: 1, _expandFunctionParamList: 1,
  _expandFunctionVariableList: 1, expandOptions: 1, decodeTriggerEventType: 1, triggerEventTypeIsConstraint: 1,
  expandTriggerEventSpec: 1, pgEnumName: 3, pgListEnums: 3, pgEnum: 4, pgEnumAdd: 4, pgEnumDrop: 3, fromArray: 1,
  dataTypeMapping: 3, getForeignKeysQuery: 1, _getForeignKeyReferencesQueryPrefix: 0,
  getForeignKeyReferencesQuery: 3, getForeignKeyReferenceQuery: 2, dropForeignKeyQuery: 2
});

export { PostgresQueryGenerator as QueryGenerator };
export default PostgresQueryGenerator;
exposeDefault(module, PostgresQueryGenerator);
