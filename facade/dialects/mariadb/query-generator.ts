/** MariaDB's additions to the generator's methods; see `../mysql/query-generator.ts` for the rest. */
import { exposeDefault } from '../../bridge/commonjs';
import { MySQLQueryGenerator } from '../mysql/query-generator';
import { addFaces } from '../abstract/query-generator/faces';

export class MariaDBQueryGenerator extends MySQLQueryGenerator {}

// prettier-ignore
addFaces(MariaDBQueryGenerator.prototype, {
  quoteIdentifier: 2,
  createSchema: 2, dropSchema: 1, showSchemasQuery: 1, showTablesQuery: 1
});

export { MariaDBQueryGenerator as QueryGenerator };
export default MariaDBQueryGenerator;
exposeDefault(module, MariaDBQueryGenerator);
