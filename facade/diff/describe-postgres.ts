/** The tables of a PostgreSQL database, in the current schema, by its catalogue. */
import { QueryTypes } from '../query-types';
import { emptyTables, type ColumnSchema, type TableSchema } from './schema';

const IN_SCHEMA = 'JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()';
const NAMES = (keys: string, relation: string) =>
  `(SELECT json_agg(a.attname ORDER BY u.position) FROM unnest(${keys}) WITH ORDINALITY u(number, position) ` +
  `JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = u.number)`;

const COLUMNS = `SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
  NOT a.attnotnull AS nullable, pg_get_expr(d.adbin, d.adrelid) AS "default", a.attidentity <> '' AS counts,
  (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = a.atttypid) AS labels
  FROM pg_class c ${IN_SCHEMA} JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relkind IN ('r', 'p') ORDER BY c.relname, a.attnum`;
const CONSTRAINTS = `SELECT c.relname AS "table", k.conname AS name, k.contype AS kind,
  ${NAMES('k.conkey', 'k.conrelid')} AS fields, f.relname AS target, ${NAMES('k.confkey', 'k.confrelid')} AS keys,
  k.confdeltype AS "onDelete", k.confupdtype AS "onUpdate"
  FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid ${IN_SCHEMA} LEFT JOIN pg_class f ON f.oid = k.confrelid
  WHERE k.contype IN ('p', 'u', 'f') ORDER BY k.conname`;
const INDEXES = `SELECT c.relname AS "table", i.relname AS name, x.indisunique AS "unique",
  pg_get_indexdef(x.indexrelid) AS sql, ${NAMES('x.indkey::int2[]', 'x.indrelid')} AS fields
  FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid ${IN_SCHEMA} JOIN pg_class i ON i.oid = x.indexrelid
  WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid) ORDER BY i.relname`;

const ACTIONS: Record<string, string> = {
  a: 'NO ACTION',
  r: 'RESTRICT',
  c: 'CASCADE',
  n: 'SET NULL',
  d: 'SET DEFAULT'
};

export async function describePostgres(sequelize: any): Promise<TableSchema[]> {
  const select = (sql: string): Promise<any[]> =>
    sequelize.query(sql, { type: QueryTypes.SELECT, raw: true, logging: false });
  const { tables, of } = emptyTables();
  for (const row of await select(COLUMNS)) of(row.table).columns.push(columnOf(row));
  for (const row of await select(CONSTRAINTS)) {
    const table = of(row.table);
    if (row.kind === 'p') table.primaryKey = row.fields;
    else if (row.kind === 'u') table.uniques.push({ name: row.name, fields: row.fields });
    else if (row.fields.length === 1) {
      const column = table.columns.find(one => one.name === row.fields[0])!;
      const [onDelete, onUpdate] = [ACTIONS[row.onDelete], ACTIONS[row.onUpdate]];
      column.references = { table: row.target, column: row.keys[0], onDelete, onUpdate };
    }
  }
  for (const { table, name, unique, fields, sql } of await select(INDEXES)) {
    const quoted = (fields ?? []).map((field: string) => `(?:"${escape(field)}"|${escape(field)})`).join(', ');
    const isPlain = fields?.length > 0 && new RegExp(` USING btree \\(${quoted}\\)$`).test(sql);
    of(table).indexes.push({ name, unique, fields: fields ?? [], ...(isPlain ? {} : { sql }) });
  }
  return tables;
}

function columnOf(row: any): ColumnSchema {
  const counts = row.counts || /^nextval\(/.test(row.default ?? '');
  return {
    name: row.name,
    // The values belong to the type: one with other values is another type.
    type: row.labels ? `${row.type} (${row.labels.join(', ')})` : row.type,
    allowNull: row.nullable,
    defaultValue: counts ? null : row.default,
    autoIncrement: counts,
    unique: false,
    references: null,
    ...(row.labels ? { values: row.labels } : {})
  };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
