/** The tables of a MySQL or MariaDB database, by `information_schema`. A unique constraint is a unique index there. */
import { QueryTypes } from '../query-types';
import { emptyTables, type ColumnSchema, type TableSchema } from './schema';

const COLUMNS = `SELECT c.TABLE_NAME AS \`table\`, c.COLUMN_NAME AS name, c.COLUMN_TYPE AS type, c.IS_NULLABLE AS nullable,
  c.COLUMN_DEFAULT AS dflt, c.EXTRA AS extra, VERSION() AS version
  FROM information_schema.COLUMNS c JOIN information_schema.TABLES t USING (TABLE_SCHEMA, TABLE_NAME)
  WHERE c.TABLE_SCHEMA = DATABASE() AND t.TABLE_TYPE = 'BASE TABLE' ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION`;
const KEYS = `SELECT k.TABLE_NAME AS \`table\`, k.CONSTRAINT_NAME AS name, k.COLUMN_NAME AS field,
  k.REFERENCED_TABLE_NAME AS target, k.REFERENCED_COLUMN_NAME AS refers, r.DELETE_RULE AS onDelete, r.UPDATE_RULE AS onUpdate
  FROM information_schema.KEY_COLUMN_USAGE k LEFT JOIN information_schema.REFERENTIAL_CONSTRAINTS r
  ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME
  WHERE k.TABLE_SCHEMA = DATABASE() AND (k.REFERENCED_TABLE_NAME IS NOT NULL OR k.CONSTRAINT_NAME = 'PRIMARY')
  ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION`;
const INDEXES = `SELECT TABLE_NAME AS \`table\`, INDEX_NAME AS name, NON_UNIQUE AS repeats, COLUMN_NAME AS field
  FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND INDEX_NAME <> 'PRIMARY'
  ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX`;

export async function describeMysql(sequelize: any): Promise<TableSchema[]> {
  const select = (sql: string): Promise<any[]> =>
    sequelize.query(sql, { type: QueryTypes.SELECT, raw: true, logging: false });
  const { tables, of } = emptyTables();
  for (const row of await select(COLUMNS)) of(row.table).columns.push(columnOf(row));
  const keyNames = new Set<string>();
  for (const row of await select(KEYS)) {
    const table = of(row.table);
    if (!row.target) {
      table.primaryKey.push(row.field);
      continue;
    }
    const column = table.columns.find(one => one.name === row.field)!;
    column.references = { table: row.target, column: row.refers, onDelete: row.onDelete, onUpdate: row.onUpdate };
    keyNames.add(`${row.table}/${row.name}`);
  }
  for (const { table, name, repeats, field } of await select(INDEXES)) {
    const { indexes } = of(table);
    const known = indexes.find(index => index.name === name);
    if (known) known.fields.push(field);
    else indexes.push({ name, unique: Number(repeats) === 0, fields: [field] });
  }
  // A foreign key brings an index along, and takes one that is there.
  for (const table of tables) {
    table.indexes = table.indexes.filter(({ name, unique, fields }) => {
      const column = fields.length === 1 ? table.columns.find(one => one.name === fields[0]) : undefined;
      const isOfKey = name === fields[0] || keyNames.has(`${table.name}/${name}`);
      return unique || !column?.references || !isOfKey;
    });
  }
  return tables;
}

function columnOf({ name, type, nullable, dflt, extra, version }: any): ColumnSchema {
  const values = /^enum\((.*)\)$/is.exec(type)?.[1];
  return {
    name,
    type,
    allowNull: nullable === 'YES',
    defaultValue: defaultOf(dflt, extra, /mariadb/i.test(version)),
    autoIncrement: /auto_increment/i.test(extra),
    unique: false,
    references: null,
    ...(values
      ? { values: [...values.matchAll(/'((?:[^']|'')*)'/g)].map(match => match[1].replaceAll("''", "'")) }
      : {})
  };
}

/** MariaDB gives SQL; MySQL gives texts without their quotes, and marks what is an expression. */
function defaultOf(given: string | null, extra: string, isMariadb: boolean): string | null {
  if (given === null || given === 'NULL') return null;
  if (isMariadb || /DEFAULT_GENERATED/.test(extra) || /^-?[\d.]+$/.test(given)) return given;
  return `'${given.replaceAll("'", "''")}'`;
}
