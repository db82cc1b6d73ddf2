import { exposeDefault } from '../../bridge/commonjs';
import { typesOfMysqlKind } from '../../data-types/server-of-mysql-kind';

/** The data types of MariaDB. Each call makes new classes, as in v6. */
export function mariadbDataTypes(BaseTypes: any): Record<string, any> {
  return typesOfMysqlKind(BaseTypes, {
    dialect: 'mariadb',
    manual: 'https://mariadb.com/kb/en/library/resultset/#field-types'
  });
}

export default mariadbDataTypes;
exposeDefault(module, mariadbDataTypes);
