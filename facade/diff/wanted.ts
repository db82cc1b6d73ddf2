/**
 * The tables that models ask for. They are made in an empty database of the same kind and described there: so the two sides
 * of a diff are written by the same hand, and what `sync()` has made never differs.
 */
import { sync } from '../model/statics/sync';
import { describeSqlite } from './describe-sqlite';
import type { TableSchema } from './schema';

export async function describeModels(sequelize: any): Promise<TableSchema[]> {
  const { Sequelize } = sequelize;
  const scratch = new Sequelize({ dialect: 'sqlite', storage: ':memory:', logging: false });
  try {
    const queryInterface = scratch.getQueryInterface();
    const models: any[] = sequelize.modelManager.models;
    for (const model of models) {
      const elsewhere = Object.create(model, {
        sequelize: { value: scratch },
        queryInterface: { value: queryInterface }
      });
      await sync(elsewhere, { hooks: false, logging: false });
    }
    const tables = await describeSqlite(scratch);
    for (const model of models) addValues(model, tables);
    return tables;
  } finally {
    await scratch.close();
  }
}

/** SQLite writes an ENUM as text; a migration says its values all the same. */
function addValues(model: any, tables: TableSchema[]): void {
  const given = model.getTableName();
  const name = typeof given === 'string' ? given : model.queryGenerator.quoteTable(given).replace(/`/g, '');
  const table = tables.find(one => one.name === name);
  for (const attribute of Object.values<any>(model.tableAttributes)) {
    const column = table?.columns.find(one => one.name === attribute.field);
    const values = attribute.type?.values ?? attribute.values;
    if (column && attribute.type?.key === 'ENUM' && Array.isArray(values)) column.values = values;
  }
}
