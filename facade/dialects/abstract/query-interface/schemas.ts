/** Databases, schemas and the server's version. */
import _ from '../../../packages/lodash';
import { QueryTypes } from '../../../query-types';
import type { Interface } from './run';

/** Drops every schema; where the dialect has none, every table. */
export async function dropAllSchemas(self: Interface, options: any): Promise<any> {
  options = options || {};
  if (!self.queryGenerator._dialect.supports.schemas) return self.sequelize.drop(options);
  const schemas: any[] = await self.showAllSchemas(options);
  return Promise.all(schemas.map(schema => self.dropSchema(schema, options)));
}

/** The names of the schemas. */
export async function showAllSchemas(self: Interface, options: any): Promise<any[]> {
  options = { ...options, raw: true, type: QueryTypes.SELECT };
  const rows: any[] = await self.sequelize.query(self.queryGenerator.showSchemasQuery(options), options);
  return _.flatten(rows.map(row => row.schema_name || row));
}
