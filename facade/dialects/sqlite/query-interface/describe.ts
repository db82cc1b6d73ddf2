/** The description of an SQLite table out of three pragmas: its columns, its indexes, its foreign keys. */
import { QueryTypes } from '../../../query-types';
import type { Interface } from '../../abstract/query-interface/run';

interface Table {
  tableName: string;
  schema: string | null;
  schemaDelimiter: string | null;
}

/** Empty if there is no such table. */
export async function describeColumns(self: Interface, table: Table, options: any): Promise<Record<string, any>> {
  const { queryGenerator, sequelize } = self;
  options = { ...options, type: QueryTypes.DESCRIBE };
  const { tableName, schema, schemaDelimiter } = table;

  const columns = await sequelize.query(queryGenerator.describeTableQuery(tableName, schema, schemaDelimiter), options);
  if (Object.keys(columns).length === 0) return columns;

  for (const column of Object.values<any>(columns)) column.unique = false;
  for (const index of await sequelize.query(queryGenerator.showIndexesQuery(tableName), options)) {
    if (index.unique === undefined) continue;
    // v6: every column of a unique index counts as unique, also of one over several columns.
    for (const field of index.fields) {
      // An index over an expression has no column to mark.
      if (columns[field.attribute]) columns[field.attribute].unique = index.unique;
    }
  }
  for (const key of await self.getForeignKeyReferencesForTable(tableName, options)) {
    columns[key.columnName].references = { model: key.referencedTableName, key: key.referencedColumnName };
  }
  return columns;
}
