/** Operations as the text of a migration on servers, where constraints have names and columns change in place. */
import type { ColumnSchema, IndexSchema, Operation, Reference, TableSchema } from './schema';
import { addIndex, addUnique, call, defaultSource, fill, indent, key, list, quote, typeSource } from './source';

export function serverStatement(operation: Operation, dialect: string): string {
  const isPostgres = dialect === 'postgres';
  switch (operation.kind) {
    case 'createTable':
      return createTable(operation.table, dialect);
    case 'dropTable':
      return [
        call('dropTable', quote(operation.table.name)),
        ...dropTypes(operation.table.name, operation.table.columns, isPostgres)
      ].join('\n');
    case 'addColumn':
      return addColumn(operation.table, operation.column, dialect);
    case 'removeColumn':
      return [
        call('removeColumn', quote(operation.table), quote(operation.column.name)),
        ...dropTypes(operation.table, [operation.column], isPostgres)
      ].join('\n');
    case 'changeColumn':
      return changeColumn(operation.table, operation.before, operation.after, dialect);
    case 'addUnique':
      return addUnique(operation.table, operation.unique);
    case 'removeUnique':
      return call('removeConstraint', quote(operation.table), quote(operation.unique.name ?? ''));
    case 'addIndex':
      return index(operation.table, operation.index);
    case 'removeIndex':
      return call('removeIndex', quote(operation.table), quote(operation.index.name));
  }
}

function createTable(table: TableSchema, dialect: string): string {
  const columns = table.columns.map(column => `${key(column.name)}: ${definition(column, dialect, table)}`);
  const create = call('createTable', quote(table.name), `{\n${indent(columns.join(',\n'), 2)}\n}`);
  const uniques = table.uniques.map(unique => addUnique(table.name, unique));
  return [create, ...uniques, ...table.indexes.map(one => index(table.name, one))].join('\n');
}

function index(table: string, one: IndexSchema): string {
  return addIndex(table, one);
}

function addColumn(table: string, column: ColumnSchema, dialect: string): string {
  if (column.allowNull || column.defaultValue !== null) {
    return call('addColumn', quote(table), quote(column.name), definition(column, dialect));
  }
  const first = { ...column, allowNull: true };
  return [
    call('addColumn', quote(table), quote(column.name), definition(first, dialect)),
    ...fill(table, column),
    call('changeColumn', quote(table), quote(column.name), definition({ ...column, references: null }, dialect))
  ].join('\n');
}

function changeColumn(table: string, before: ColumnSchema, after: ColumnSchema, dialect: string): string {
  const lines: string[] = [];
  const sameReference = JSON.stringify(before.references) === JSON.stringify(after.references);
  if (before.references && !sameReference) lines.push(removeReference(table, after.name));
  if (before.allowNull && !after.allowNull) lines.push(...fill(table, after));
  const plain = { ...after, references: null };
  if (JSON.stringify({ ...before, references: null }) !== JSON.stringify(plain)) {
    if (dialect === 'postgres' && before.type !== after.type) lines.push(...changeType(table, before, after));
    lines.push(call('changeColumn', quote(table), quote(after.name), definition(plain, dialect, undefined, before)));
  }
  if (after.references && !sameReference) lines.push(addReference(table, after.name, after.references));
  return lines.join('\n');
}

/** PostgreSQL converts by itself only what loses nothing; and the values of an ENUM belong to a type of their own. */
function changeType(table: string, before: ColumnSchema, after: ColumnSchema): string[] {
  const name = `enum_${table}_${after.name}`;
  const [on, column] = [identifier(table), identifier(after.name)];
  const alter = (what: string) => query(`ALTER TABLE ${on} ALTER COLUMN ${column} ${what}`);
  const type = after.values ? identifier(name) : after.type;
  return [
    ...(before.defaultValue === null ? [] : [alter('DROP DEFAULT')]),
    ...(before.values ? [query(`ALTER TYPE ${identifier(name)} RENAME TO ${identifier(`${name}_old`)}`)] : []),
    ...(after.values ? [query(`CREATE TYPE ${type} AS ENUM (${after.values.map(literal).join(', ')})`)] : []),
    alter(`TYPE ${type} USING ${column}::text::${type}`),
    ...(before.values ? [query(`DROP TYPE ${identifier(`${name}_old`)}`)] : [])
  ];
}

function dropTypes(table: string, columns: ColumnSchema[], isPostgres: boolean): string[] {
  if (!isPostgres) return [];
  return columns
    .filter(column => column.values)
    .map(column => query(`DROP TYPE IF EXISTS ${identifier(`enum_${table}_${column.name}`)}`));
}

function addReference(
  table: string,
  column: string,
  { table: target, column: field, onDelete, onUpdate }: Reference
): string {
  const references = `{ table: ${quote(target)}, field: ${quote(field)} }`;
  const parts = [
    `type: 'foreign key'`,
    `name: ${quote(`${table}_${column}_fkey`)}`,
    `fields: ${list([column])}`,
    `references: ${references}`,
    `onDelete: ${quote(onDelete)}`,
    `onUpdate: ${quote(onUpdate)}`
  ];
  return call('addConstraint', quote(table), `{ ${parts.join(', ')} }`);
}

/** Some databases number the names of foreign keys, so it is looked up. */
function removeReference(table: string, column: string): string {
  return `for (const { columnName, constraintName } of await queryInterface.getForeignKeyReferencesForTable(${quote(table)})) {
  if (columnName === ${quote(column)}) await queryInterface.removeConstraint(${quote(table)}, constraintName);
}`;
}

function definition(column: ColumnSchema, dialect: string, table?: TableSchema, before?: ColumnSchema): string {
  const parts = [`type: ${typeOf(column, dialect)}`];
  if (!column.allowNull) parts.push('allowNull: false');
  else if (before) parts.push('allowNull: true');
  if (column.defaultValue !== null) parts.push(`defaultValue: ${defaultOf(column.defaultValue, dialect)}`);
  if (table?.primaryKey.includes(column.name)) parts.push('primaryKey: true');
  if (column.autoIncrement) parts.push('autoIncrement: true');
  const { references } = column;
  if (references) {
    parts.push(`references: { model: ${quote(references.table)}, key: ${quote(references.column)} }`);
    parts.push(`onDelete: ${quote(references.onDelete)}`, `onUpdate: ${quote(references.onUpdate)}`);
  }
  return `{ ${parts.join(', ')} }`;
}

function typeOf(column: ColumnSchema, dialect: string): string {
  if (column.values) return typeSource(column);
  const type = column.type.toLowerCase();
  const known: Record<string, string> =
    dialect === 'postgres'
      ? {
          'character varying(255)': 'STRING',
          integer: 'INTEGER',
          bigint: 'BIGINT',
          text: 'TEXT',
          boolean: 'BOOLEAN',
          date: 'DATEONLY',
          'timestamp with time zone': 'DATE',
          'double precision': 'DOUBLE',
          uuid: 'UUID',
          json: 'JSON',
          jsonb: 'JSONB'
        }
      : {
          'varchar(255)': 'STRING',
          'int(11)': 'INTEGER',
          int: 'INTEGER',
          'bigint(20)': 'BIGINT',
          bigint: 'BIGINT',
          text: 'TEXT',
          'tinyint(1)': 'BOOLEAN',
          date: 'DATEONLY',
          datetime: 'DATE'
        };
  return Object.hasOwn(known, type) ? `Sequelize.${known[type]}` : quote(column.type);
}

function defaultOf(sql: string, dialect: string): string {
  if (dialect !== 'postgres') return defaultSource(sql);
  const plain = /^('(?:[^']|'')*')::[\w ."()]+$/.exec(sql)?.[1];
  if (plain) return defaultSource(plain);
  return /^(true|false)$/.test(sql) || /^-?\d/.test(sql) ? sql : `Sequelize.literal(${quote(sql)})`;
}

function query(sql: string): string {
  return `await queryInterface.sequelize.query(${quote(sql)});`;
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
