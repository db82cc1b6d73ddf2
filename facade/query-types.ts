import { exposeDefault } from './bridge/commonjs';

/** What kind of statement `sequelize.query` runs; decides the shape of the result. */
export enum QueryTypes {
  SELECT = 'SELECT',
  INSERT = 'INSERT',
  UPDATE = 'UPDATE',
  BULKUPDATE = 'BULKUPDATE',
  BULKDELETE = 'BULKDELETE',
  DELETE = 'DELETE',
  UPSERT = 'UPSERT',
  VERSION = 'VERSION',
  SHOWTABLES = 'SHOWTABLES',
  SHOWINDEXES = 'SHOWINDEXES',
  DESCRIBE = 'DESCRIBE',
  RAW = 'RAW',
  FOREIGNKEYS = 'FOREIGNKEYS',
  SHOWCONSTRAINTS = 'SHOWCONSTRAINTS'
}

// `import QueryTypes = require('sequelize/lib/query-types')` reads the members from the module.
export const {
  SELECT,
  INSERT,
  UPDATE,
  BULKUPDATE,
  BULKDELETE,
  DELETE,
  UPSERT,
  VERSION,
  SHOWTABLES,
  SHOWINDEXES,
  DESCRIBE,
  RAW,
  FOREIGNKEYS,
  SHOWCONSTRAINTS
} = QueryTypes;

export default QueryTypes;
exposeDefault(module, QueryTypes);
