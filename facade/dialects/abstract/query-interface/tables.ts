/** Making, listing, describing and dropping tables. */
import _ from '../../../packages/lodash';
import { QueryTypes } from '../../../query-types';
import type { Interface } from './run';

/** `CREATE TABLE` from attribute definitions; `model` adds its schema and unique keys. */
export async function createTable(
  self: Interface,
  tableName: any,
  attributes: Record<string, any>,
  options: any,
  model: any
): Promise<any> {
  options = { ...options };
  for (const uniqueKey of Object.values<any>(options.uniqueKeys ?? {})) {
    if (uniqueKey.customIndex === undefined) uniqueKey.customIndex = true;
  }
  if (model) options.uniqueKeys = options.uniqueKeys || model.uniqueKeys;

  const normalized = _.mapValues(attributes, attribute => self.sequelize.normalizeAttribute(attribute));
  await self.ensureEnums(tableName, normalized, options, model);

  const schema = model?._schema || options.schema;
  if (!tableName.schema && schema) tableName = self.queryGenerator.addSchema({ tableName, _schema: schema });

  const columns = self.queryGenerator.attributesToSQL(normalized, {
    table: tableName,
    context: 'createTable',
    withoutForeignKeyConstraints: options.withoutForeignKeyConstraints
  });
  return self.sequelize.query(self.queryGenerator.createTableQuery(tableName, columns, options), options);
}

export async function tableExists(self: Interface, tableName: any, options: any): Promise<boolean> {
  const sql = self.queryGenerator.tableExistsQuery(tableName);
  const found = await self.sequelize.query(sql, { ...options, type: QueryTypes.SHOWTABLES });
  return found.length === 1;
}

/** `DROP TABLE`; `force` implies `cascade` unless that is said otherwise. */
export async function dropTable(self: Interface, tableName: any, options: any): Promise<void> {
  options = { ...options };
  options.cascade = options.cascade || options.force || false;
  await self.sequelize.query(self.queryGenerator.dropTableQuery(tableName, options), options);
}

/** Drops the listed tables one after the other, except those named in `skip`. */
export async function dropTablesExcept(
  self: Interface,
  tableNames: any[],
  skip: string[],
  options: any
): Promise<void> {
  for (const tableName of tableNames) {
    if (skip.includes(tableName.tableName || tableName)) continue;
    await self.dropTable(tableName, { ...options, cascade: true });
  }
}

/** First the foreign keys of all tables, then the tables. */
export async function dropAllTables(self: Interface, options: any): Promise<void> {
  options = options || {};
  const tableNames = await self.showAllTables(options);
  const foreignKeys = await self.getForeignKeysForTables(tableNames, options);
  for (const tableName of tableNames) {
    for (const foreignKey of foreignKeys[flatName(tableName)]) {
      await self.sequelize.query(self.queryGenerator.dropForeignKeyQuery(tableName, foreignKey));
    }
  }
  await self._dropAllTables(tableNames, options.skip || [], options);
}

/** `schema.table` for a table object, the name itself otherwise. */
export function flatName(tableName: any): string {
  return _.isObject(tableName) ? `${(tableName as any).schema}.${(tableName as any).tableName}` : tableName;
}

export async function showAllTables(self: Interface, options: any): Promise<any[]> {
  options = { ...options, raw: true, type: QueryTypes.SHOWTABLES };
  const sql = self.queryGenerator.showTablesQuery(self.sequelize.config.database);
  return _.flatten(await self.sequelize.query(sql, options));
}

/** The columns by name: `{ type, allowNull, defaultValue, primaryKey, … }`. An unknown table is an error. */
export async function describeTable(self: Interface, tableName: any, options: any): Promise<any> {
  const table = tableToDescribe(tableName, options);
  const sql = self.queryGenerator.describeTableQuery(table.tableName, table.schema, table.schemaDelimiter);
  return orNoDescription(table.tableName, () => self.sequelize.query(sql, { ...options, type: QueryTypes.DESCRIBE }));
}

/** Reads name, schema and delimiter from the two forms of each argument of `describeTable`. */
export function tableToDescribe(tableName: any, options: any) {
  let schema = null;
  let schemaDelimiter = null;
  if (typeof options === 'string') {
    schema = options;
  } else if (typeof options === 'object' && options !== null) {
    schema = options.schema || null;
    schemaDelimiter = options.schemaDelimiter || null;
  }
  if (typeof tableName === 'object' && tableName !== null) {
    schema = tableName.schema;
    tableName = tableName.tableName;
  }
  return { tableName, schema, schemaDelimiter };
}

/** Turns an empty description, and MySQL's error for an unknown table, into v6's message. */
export async function orNoDescription(tableName: string, describe: () => Promise<any>): Promise<any> {
  const message =
    `No description found for "${tableName}" table. ` +
    'Check the table name and schema; remember, they _are_ case sensitive.';
  let description;
  try {
    description = await describe();
  } catch (error: any) {
    throw error.original?.code === 'ER_NO_SUCH_TABLE' ? new Error(message) : error;
  }
  if (_.isEmpty(description)) throw new Error(message);
  return description;
}
