import { exposeDefault } from '../../bridge/commonjs';
import { typesOfMysqlKind } from '../../data-types/server-of-mysql-kind';

/** The data types of MySQL. Each call makes new classes, as in v6. */
export function mysqlDataTypes(BaseTypes: any): Record<string, any> {
  return typesOfMysqlKind(BaseTypes, {
    dialect: 'mysql',
    manual: 'https://dev.mysql.com/doc/refman/5.7/en/data-types.html',
    geometryTypes: ['POINT', 'LINESTRING', 'POLYGON']
  });
}

export default mysqlDataTypes;
exposeDefault(module, mysqlDataTypes);
