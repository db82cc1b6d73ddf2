/** What v6's `lib/dialects/postgres/query.js` makes of the server's answers; its order of questions is kept. */
import { bindValue } from '../dialects/postgres/bind-values';
import { handleSelectQuery } from '../dialects/abstract/query/select';
import { EmptyResultError } from '../errors';
import { QueryTypes } from '../query-types';
import type { FailedStatement, Failure } from './errors';
import type { Shape } from './rows';
import type { AskedServer, ServerOutcome, ServerResults } from './server-results';

/** The type of statements whose result is wanted as `pg` gives it. */
export const DETAILED = 'POSTGRES_RESULT';

/** The second part of a raw result: the object that `pg` calls `Result`. */
export class Result {
  command: string | null = null;
  rowCount: number | null = null;
  oid: number | null = null;
  rows: any[] = [];
  fields: Field[] = [];
}

export interface Field {
  name: string;
  tableID: number;
  columnID: number;
  dataTypeID: number;
  dataTypeSize: number;
  dataTypeModifier: number;
  format: 'text';
}

export const postgresResults: ServerResults = {
  wantsDetails: type => type === QueryTypes.RAW || type === DETAILED,
  bindValue,
  finish,
  error
};

function finish(asked: AskedServer, outcome: ServerOutcome): any {
  const { options, sql, sequelize } = asked;
  const { type } = options;
  const { rows } = outcome;
  if (type === DETAILED) return resultsOf(outcome);
  if (sql !== '') {
    if (sql.startsWith('SELECT relname FROM pg_class WHERE oid IN')) {
      return rows.map(({ relname }) => ({ name: relname, tableName: relname.split('_')[0] }));
    }
    if (sql.startsWith('SELECT table_name FROM information_schema.tables')) return rows.map(row => Object.values(row));
  }
  takeCaughtException(asked, rows);
  if (type === QueryTypes.SHOWINDEXES) return rows.map(row => describedIndex(sequelize, row));
  if (isForeignKeysQuery(sql)) return rows.map(describedForeignKey);
  if (type === QueryTypes.SELECT) return outcome.selects();
  if (type === QueryTypes.DESCRIBE) return describedColumns(sequelize, rows);
  if (type === QueryTypes.VERSION) return rows[0].server_version;
  if (/^(show|describe)/i.test(sql)) return rows;
  if (type === QueryTypes.BULKUPDATE) return options.returning ? asSelected(asked, rows) : outcome.changes;
  if (type === QueryTypes.BULKDELETE) return outcome.changes;
  if (isWrite(type, sql)) return written(asked, outcome);
  return type === QueryTypes.RAW ? [rows, resultsOf(outcome)] : rows;
}

/** Returned rows, as those of a SELECT with the same options. */
function asSelected({ options, sequelize }: AskedServer, rows: any[]): any {
  const { Query } = sequelize.dialect;
  // Columns become attributes (v6's `updateQuery` asks for that).
  const fieldMap = options.fieldMap ?? options.model?.fieldAttributeMap;
  return handleSelectQuery({ model: options.model, options: { ...options, fieldMap }, constructor: Query }, rows);
}

function isWrite(type: string, sql: string): boolean {
  return (
    type === QueryTypes.INSERT || /^insert into/i.test(sql) || type === QueryTypes.UPDATE || type === QueryTypes.UPSERT
  );
}

/** Gives an instance what the server returned of its row. */
function written({ options }: AskedServer, { rows, changes }: ServerOutcome): any {
  const { instance, type, plain, model: given } = options;
  if (instance?.dataValues) {
    // Nothing came back: a conflict was ignored, lest a transaction breaks.
    if (type === QueryTypes.INSERT && changes === 0) throw new (EmptyResultError as any)();
    const attributes = Object.values<any>((given ?? instance.constructor).rawAttributes);
    for (const name of Object.keys(rows[0] ?? {})) {
      const attribute = attributes.find(({ fieldName, field }) => fieldName === name || field === name);
      instance.dataValues[attribute?.fieldName || name] = rows[0][name];
    }
  }
  if (type === QueryTypes.UPSERT) return [instance, null];
  return [instance || (plain && rows[0]) || rows, changes];
}

/** `findOrCreate` in a transaction: the row could not be made, which a function on the server has caught. */
function takeCaughtException(asked: AskedServer, rows: any[]): void {
  const caught = rows[0]?.sequelize_caught_exception;
  if (caught === undefined) return;
  if (caught !== null) {
    const { sql, parameters } = asked.text();
    throw queryOf(asked.sequelize, asked.options).formatError({ sql, parameters, code: '23505', detail: caught });
  }
  for (const row of rows) delete row.sequelize_caught_exception;
}

/** An index with its columns in order; expressions are no columns. */
function describedIndex(sequelize: any, { column_indexes: indexes, column_names: names, ...row }: any): any {
  const parts: string[] = /ON .*? (?:USING .*?\s)?\(([^]*)\)/gi.exec(row.definition)![1].split(',');
  const columns = sequelize.getQueryInterface().queryGenerator.fromArray(names);
  const nameOf = new Map<string, string>(
    indexes.map((number: number, place: number) => [String(number), columns[place]])
  );
  const fields = row.indkey.split(' ').flatMap((number: string, place: number) => {
    const attribute = nameOf.get(number);
    if (!attribute) return [];
    const part = parts[place];
    const order = part.includes('DESC') ? 'DESC' : part.includes('ASC') ? 'ASC' : undefined;
    return [{ attribute, collate: /COLLATE "(.*?)"/.exec(part)?.[1], order, length: undefined }];
  });
  const { columns: _columns, ...rest } = row;
  return { ...rest, fields };
}

function isForeignKeysQuery(sql: string): boolean {
  return sql.startsWith('SELECT conname as constraint_name, pg_catalog.pg_get_constraintdef(r.oid, true) as condef ');
}

const FOREIGN_KEY =
  /FOREIGN KEY \((.+)\) REFERENCES (.+)\((.+)\)( ON (UPDATE|DELETE) (CASCADE|RESTRICT))?( ON (UPDATE|DELETE) (CASCADE|RESTRICT))?/;

function describedForeignKey(row: any): any {
  const parts = FOREIGN_KEY.exec(row.condef ?? '');
  if (parts === null) return row;
  const described = { ...row, id: row.constraint_name, table: parts[2], from: parts[1], to: parts[3] };
  for (const place of [5, 8]) {
    if (parts[place]) described[`on_${parts[place].toLowerCase()}`] = parts[place + 1];
  }
  return described;
}

function describedColumns(sequelize: any, rows: any[]): Record<string, any> {
  const { queryGenerator } = sequelize.getQueryInterface();
  const columns: Record<string, any> = {};
  for (const row of rows) {
    const type = row.Type.toUpperCase();
    columns[row.Field] = {
      type,
      allowNull: row.Null === 'YES',
      defaultValue: defaultOf(type, row.Default),
      comment: row.Comment,
      special: row.special ? queryGenerator.fromArray(row.special) : [],
      primaryKey: row.Constraint === 'PRIMARY KEY'
    };
  }
  return columns;
}

/** Without quotes and cast; but a call of `nextval` stays as it is. */
function defaultOf(type: string, given: any): any {
  if (type === 'BOOLEAN') return given === 'true' ? true : given === 'false' ? false : null;
  if (typeof given !== 'string') return given;
  const text = given.replace(/'/g, '');
  const [value, cast] = text.split('::');
  return cast !== undefined && cast.toLowerCase() !== 'regclass)' ? value : text;
}

/** One result, or of several statements a list. */
function resultsOf({ rows, parts, details }: ServerOutcome): Result | Result[] {
  const told: any[] = details() ?? [];
  let [row, part] = [0, 0];
  const results = told.map(({ command, rowCount, oid, rows: count }, place) => {
    const result = Object.assign(new Result(), { command, rowCount, oid });
    result.rows = rows.slice(row, row + count);
    row += count;
    // Results with many rows come in parts; of those without rows only the last has one.
    const isEnd = place === told.length - 1;
    for (let left = count; part < parts.length && (left > 0 || isEnd); part++) {
      result.fields = fieldsOf(parts[part].shape);
      left -= parts[part].rows;
    }
    return result;
  });
  if (results.length === 1) return results[0];
  return results.length === 0 ? new Result() : results;
}

function fieldsOf({ names, types, origins, tables }: Shape): Field[] {
  return names.map((name, column) => {
    const [columnID, dataTypeSize, dataTypeModifier] = origins[column].split(' ').map(Number);
    const dataTypeID = Number(types[column]);
    const tableID = Number(tables[column]);
    return { name, tableID, columnID, dataTypeID, dataTypeSize, dataTypeModifier, format: 'text' };
  });
}

function error(failure: Failure, statement: FailedStatement, sequelize: any): Error | undefined {
  if (failure.kind !== 'database' || failure.original === undefined) return undefined;
  const { message, ...fields } = failure.original;
  const parent: any = Object.assign(new Error(message), fields);
  if (fields.code && fields.severity) parent.name = 'error';
  parent.sql = statement.sql;
  parent.parameters = statement.parameters;
  if (statement.isRaw) return Object.assign(parent, { stack: statement.stack });
  try {
    return queryOf(sequelize, statement).formatError(parent, statement.stack);
  } catch (thrown) {
    // v6 throws one of them instead of returning it.
    return thrown as Error;
  }
}

function queryOf(sequelize: any, { instance, model }: any): any {
  return new sequelize.dialect.Query(undefined, sequelize, { instance, model, logging: false });
}
