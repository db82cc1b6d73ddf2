/** Adding, changing, renaming and removing columns. */
import { DataTypes } from '../../../data-types';
import type { Interface } from './run';

export async function addColumn(self: Interface, table: any, key: string, attribute: any, options: any): Promise<any> {
  if (!table || !key || !attribute) {
    throw new Error('addColumn takes at least 3 arguments (table, attribute name, attribute definition)');
  }
  const normalized = self.sequelize.normalizeAttribute(attribute);
  return self.sequelize.query(self.queryGenerator.addColumnQuery(table, key, normalized), options || {});
}

/** An attribute definition from a type or a definition. */
export function normalizeAttribute(self: Interface, dataTypeOrOptions: any): any {
  const isType = Object.values<unknown>(DataTypes as any).includes(dataTypeOrOptions);
  return self.sequelize.normalizeAttribute(isType ? { type: dataTypeOrOptions, allowNull: true } : dataTypeOrOptions);
}

export async function changeColumn(
  self: Interface,
  tableName: any,
  attributeName: string,
  dataTypeOrOptions: any,
  options: any
): Promise<any> {
  const column = self.queryGenerator.attributesToSQL(
    { [attributeName]: self.normalizeAttribute(dataTypeOrOptions) },
    { context: 'changeColumn', table: tableName }
  );
  return self.sequelize.query(self.queryGenerator.changeColumnQuery(tableName, column), options || {});
}

/** The table's description, or an error if the column is not in it. */
export async function assertTableHasColumn(
  self: Interface,
  tableName: any,
  columnName: string,
  options: any
): Promise<any> {
  const description = await self.describeTable(tableName, options);
  if (description[columnName]) return description;
  throw new Error(`Table ${tableName} doesn't have the column ${columnName}`);
}

export async function renameColumn(
  self: Interface,
  tableName: any,
  before: string,
  after: string,
  options: any
): Promise<any> {
  options = options || {};
  const description = await self.assertTableHasColumn(tableName, before, options);
  const { type, allowNull, defaultValue } = description[before];
  const renamed: Record<string, unknown> = { attribute: after, type, allowNull };
  // A column that must not be null cannot have null as its default.
  if (defaultValue !== null || allowNull) renamed.defaultValue = defaultValue;

  const columns = self.queryGenerator.attributesToSQL({ [after]: renamed });
  return self.sequelize.query(self.queryGenerator.renameColumnQuery(tableName, before, columns), options);
}
