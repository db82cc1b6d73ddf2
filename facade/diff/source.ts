/** Operations as the text of an ordinary migration. */
import { DataTypes } from '../data-types';
import { serverStatement } from './source-server';
import { type ColumnSchema, type IndexSchema, type Operation, type TableSchema, type UniqueSchema } from './schema';

/** The lines of `up` for these steps (of `down`, for the inverse ones), each indented by four spaces. */
export function sourceOf(operations: Operation[], dialect = 'sqlite'): string {
  const statementOf =
    dialect === 'sqlite' ? sqliteStatement : (operation: Operation) => serverStatement(operation, dialect);
  return operations.map(operation => indent(statementOf(operation), 4)).join('\n\n');
}

function sqliteStatement(operation: Operation): string {
  switch (operation.kind) {
    case 'createTable':
      return createTable(operation.table);
    case 'dropTable':
      return call('dropTable', quote(operation.table.name));
    case 'addColumn':
      return addColumn(operation.table, operation.column);
    case 'removeColumn':
      return call('removeColumn', quote(operation.table), quote(operation.column.name));
    case 'changeColumn':
      return changeColumn(operation.table, operation.before, operation.after);
    case 'addUnique':
      return addUnique(operation.table, operation.unique);
    case 'removeUnique':
      return removeUnique(operation.table, operation.unique.fields);
    case 'addIndex':
      return addIndex(operation.table, operation.index);
    case 'removeIndex':
      return call('removeIndex', quote(operation.table), quote(operation.index.name));
  }
}

export function createTable(table: TableSchema): string {
  const columns = table.columns.map(column => `${key(column.name)}: ${definition(column, table.primaryKey)}`);
  const create = call('createTable', quote(table.name), `{\n${indent(columns.join(',\n'), 2)}\n}`);
  const uniques = table.uniques.map(unique => addUnique(table.name, unique));
  return [create, ...uniques, ...table.indexes.map(index => addIndex(table.name, index))].join('\n');
}

/** A column that must not be null, or is unique, is added as neither: rows that are there need a value first. */
function addColumn(table: string, column: ColumnSchema): string {
  const isPlain = !column.unique && (column.allowNull || column.defaultValue !== null);
  if (isPlain) return call('addColumn', quote(table), quote(column.name), definition(column));
  const first = { ...column, allowNull: true, unique: false, references: null };
  return [
    call('addColumn', quote(table), quote(column.name), definition(first)),
    ...fill(table, column),
    call('changeColumn', quote(table), quote(column.name), definition(column))
  ].join('\n');
}

function changeColumn(table: string, before: ColumnSchema, after: ColumnSchema): string {
  const change = call('changeColumn', quote(table), quote(after.name), definition(after, [], before));
  const filled = before.allowNull && !after.allowNull ? fill(table, after) : [];
  return [...filled, change].join('\n');
}

/** Values for rows that have none, for people to look at. */
export function fill(table: string, column: ColumnSchema): string[] {
  if (column.allowNull) return [];
  const value = column.defaultValue === null ? emptyValue(column) : defaultSource(column.defaultValue);
  const name = key(column.name);
  return [
    '// What the rows get that have no value yet: see that it is what you want.',
    call('bulkUpdate', quote(table), `{ ${name}: ${value} }`, `{ ${name}: null }`)
  ];
}

function emptyValue({ type, values }: ColumnSchema): string {
  if (values?.length) return quote(values[0]);
  if (/^UUID/i.test(type)) return "'00000000-0000-0000-0000-000000000000'";
  if (/^BOOL|^TINYINT\(1\)/i.test(type)) return 'false';
  if (/\[\]$/.test(type)) return "'{}'";
  if (/^TIME\b/i.test(type)) return "'00:00:00'";
  if (/DATE|TIME/i.test(type)) return 'new Date(0)';
  if (/CHAR|TEXT|CLOB|BLOB|BYTEA|BINARY/i.test(type)) return "''";
  if (/JSON/i.test(type)) return "'{}'";
  return '0';
}

function definition(column: ColumnSchema, primaryKey: string[] = [], before?: ColumnSchema): string {
  const parts = [`type: ${typeSource(column)}`];
  if (!column.allowNull) parts.push('allowNull: false');
  else if (before) parts.push('allowNull: true');
  if (column.defaultValue !== null) parts.push(`defaultValue: ${defaultSource(column.defaultValue)}`);
  else if (before && before.defaultValue !== null) parts.push('defaultValue: undefined');
  if (primaryKey.includes(column.name)) parts.push('primaryKey: true');
  if (column.autoIncrement) parts.push('autoIncrement: true');
  if (column.unique || before?.unique) parts.push(`unique: ${column.unique}`);
  const { references } = column;
  if (references) {
    parts.push(`references: { model: ${quote(references.table)}, key: ${quote(references.column)} }`);
    parts.push(`onDelete: ${quote(references.onDelete)}`, `onUpdate: ${quote(references.onUpdate)}`);
  } else if (before?.references) {
    parts.push('references: null');
  }
  return `{ ${parts.join(', ')} }`;
}

export function addUnique(
  table: string,
  { fields, name = `${table}_${fields.join('_')}_unique` }: UniqueSchema
): string {
  const options = `{ type: 'unique', name: ${quote(name)}, fields: ${list(fields)} }`;
  return call('addConstraint', quote(table), options);
}

/** SQLite gives such constraints names that depend on what else the table has. */
function removeUnique(table: string, fields: string[]): string {
  return `{
  const indexes = await queryInterface.showIndex(${quote(table)});
  const fields = ${list(fields)};
  const isSame = index => index.unique && index.origin === 'u' && fields.join() === index.fields.map(field => field.attribute).join();
  await queryInterface.removeConstraint(${quote(table)}, indexes.find(isSame).name);
}`;
}

export function addIndex(table: string, index: IndexSchema): string {
  if (index.sql) return `await queryInterface.sequelize.query(${quote(index.sql)});`;
  const unique = index.unique ? ', unique: true' : '';
  return call('addIndex', quote(table), `{ name: ${quote(index.name)}, fields: ${list(index.fields)}${unique} }`);
}

/** A type of `Sequelize` that is written the same, or the text itself. */
export function typeSource({ type, values }: ColumnSchema): string {
  if (values?.length) return `Sequelize.ENUM(${values.map(quote).join(', ')})`;
  const text = type.toUpperCase();
  const plain: Record<string, string> = {
    'TINYINT(1)': 'BOOLEAN',
    DATETIME: 'DATE',
    DATE: 'DATEONLY',
    'VARCHAR(255)': 'STRING',
    'CHAR(36)': 'UUID',
    'DOUBLE PRECISION': 'DOUBLE'
  };
  const name = plain[text] ?? text;
  if (['BOOLEAN', 'DATE', 'DATEONLY', 'STRING', 'DOUBLE'].includes(name) && plain[text]) return `Sequelize.${name}`;
  if (['INTEGER', 'BIGINT', 'TEXT', 'UUID', 'JSON', 'FLOAT', 'BLOB', 'SMALLINT', 'DECIMAL'].includes(text))
    return `Sequelize.${text}`;
  const sized = /^(VARCHAR|CHAR|DECIMAL)\((\d+(?:,\s*\d+)?)\)$/.exec(text);
  if (sized) return `Sequelize.${sized[1] === 'VARCHAR' ? 'STRING' : sized[1]}(${sized[2]})`;
  return text in DataTypes ? `Sequelize.${text}` : quote(type);
}

export function defaultSource(sql: string): string {
  if (/^-?\d+(\.\d+)?$/.test(sql) && String(Number(sql)) === sql) return sql;
  if (/^NULL$/i.test(sql)) return 'null';
  const text = /^'((?:[^']|'')*)'$/s.exec(sql)?.[1];
  if (text !== undefined) return quote(text.replaceAll("''", "'"));
  const isKeyword = /^(CURRENT_(TIMESTAMP|DATE|TIME)|TRUE|FALSE|\d.*)$/i.test(sql);
  return `Sequelize.literal(${quote(isKeyword ? sql : `(${sql})`)})`;
}

export function call(method: string, ...args: string[]): string {
  return `await queryInterface.${method}(${args.join(', ')});`;
}

export function list(fields: string[]): string {
  return `[${fields.map(quote).join(', ')}]`;
}

export function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}

export function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}'`;
}

export function indent(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}
