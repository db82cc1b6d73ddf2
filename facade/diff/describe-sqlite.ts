/** The tables of an SQLite database, by its pragmas and the texts it keeps. */
import { QueryTypes } from '../query-types';
import type { ColumnSchema, IndexSchema, TableSchema } from './schema';

export async function describeSqlite(sequelize: any): Promise<TableSchema[]> {
  const queryInterface = sequelize.getQueryInterface();
  const names: string[] = await queryInterface.showAllTables();
  const tables: TableSchema[] = [];
  for (const name of names.filter(name => !name.startsWith('sqlite_')))
    tables.push(await describe(queryInterface, name));
  return tables;
}

async function describe(queryInterface: any, name: string): Promise<TableSchema> {
  const { queryGenerator, sequelize } = queryInterface;
  const select = (sql: string): Promise<any[]> =>
    sequelize.query(sql, { type: QueryTypes.SELECT, raw: true, logging: false });
  const columns = await select(queryGenerator.describeTableQuery(name));
  const made = await select(queryGenerator.describeCreateTableQuery(name));
  const foreign = await select(queryGenerator.getForeignKeysQuery(name));
  const shown: any[] = await queryInterface.showIndex(name, { logging: false });

  const texts: string[] = made.map(row => row.sql).filter(Boolean);
  const create = texts.find(sql => /^CREATE TABLE/i.test(sql)) ?? '';
  const fieldsOf = (index: any): string[] => index.fields.map((field: any) => field.attribute);
  const constraints = shown.filter(index => index.origin === 'u').map(fieldsOf);
  const isSingle = (fields: string[]) => fields.length === 1;
  const primaryKey = columns.filter(column => column.pk > 0).map(column => column.name);
  return {
    name,
    primaryKey,
    columns: columns.map((column): ColumnSchema => {
      const key = foreign.find(row => row.from === column.name);
      return {
        name: column.name,
        type: column.type,
        allowNull: column.notnull === 0,
        defaultValue: column.dflt_value,
        autoIncrement: column.pk > 0 && isSingle(primaryKey) && /\bAUTOINCREMENT\b/i.test(create),
        unique: constraints.some(fields => isSingle(fields) && fields[0] === column.name),
        references: key
          ? // A reference to a table without a column means its key.
            { table: key.table, column: key.to ?? 'id', onDelete: key.on_delete, onUpdate: key.on_update }
          : null
      };
    }),
    uniques: constraints.filter(fields => !isSingle(fields)).map(fields => ({ fields })),
    indexes: shown.filter(index => index.origin === 'c').map(index => describeIndex(index, fieldsOf(index), texts))
  };
}

function describeIndex(index: any, fields: string[], texts: string[]): IndexSchema {
  const sql = texts.find(text => /^CREATE (UNIQUE )?INDEX/i.test(text) && mentionsName(text, index.name));
  const plain = fields.map(field => `\`${field}\``).join(', ');
  const isPlain = sql?.endsWith(`(${plain})`);
  return { name: index.name, unique: index.unique, fields, ...(isPlain ? {} : { sql }) };
}

function mentionsName(sql: string, name: string): boolean {
  const words = sql.slice(0, sql.toUpperCase().indexOf(' ON '));
  return words.replace(/[`"[\]]/g, '').endsWith(` ${name}`);
}
