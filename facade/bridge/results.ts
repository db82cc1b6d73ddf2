/**
 * What a statement gives its caller, by its type: v6's `_handleQueryResponse` of SQLite and `handleSelectQuery`, whose
 * order of questions is kept, since a statement may answer to several.
 */
import { constraintsIn } from '../dialects/sqlite/query-interface/constraint-text';
import { dottie } from '../packages/on-demand';
import { QueryTypes } from '../query-types';

/** What came of a statement. */
export interface Outcome {
  /** Plain rows, or instances for a SELECT that wants them. `undefined` after a statement that gives none. */
  rows: any[] | undefined;
  changes: number;
  lastID: number;
}

/** What was asked. */
export interface Asked {
  /** Empty for a compiled statement: its type says all. */
  sql: string;
  options: any;
}

/** The second part of a raw result, in the form of node-sqlite3's statement. */
export class Statement {
  declare sql: string;
  declare lastID?: number;
  declare changes?: number;

  constructor(sql: string, outcome: Outcome) {
    Object.defineProperty(this, 'sql', { value: sql, enumerable: false, writable: true, configurable: true });
    if (outcome.rows !== undefined) return;
    this.lastID = outcome.lastID;
    this.changes = outcome.changes;
  }
}

/** Whether the driver is asked for changes and the new id instead of rows. */
export function givesNoRows(type: string | undefined, sql: string): boolean {
  switch (type) {
    case QueryTypes.INSERT:
    case QueryTypes.UPDATE:
    case QueryTypes.UPSERT:
    case QueryTypes.BULKUPDATE:
    case QueryTypes.BULKDELETE:
      return true;
    default:
      return /^insert into/i.test(sql) || /create temporary table/i.test(sql);
  }
}

/** The result of a SELECT: `rows` are what the caller wants already, save for renaming and nesting. */
export function selected(rows: any[], options: any): any {
  const { fieldMap, plain } = options;
  if (fieldMap && options.raw) rows.forEach(row => renameFields(row, fieldMap));
  const shaped = options.raw && options.nest ? nested(rows) : rows;
  if (!plain) return shaped;
  return shaped.length === 0 ? null : shaped[0];
}

function nested(rows: any[]): any[] {
  const { transform } = dottie();
  return rows.map(row => transform(row));
}

/** `{ column: name }`, for columns that have a value. */
export function renameFields(row: any, fieldMap: Record<string, string>): void {
  for (const field of Object.keys(fieldMap)) {
    const name = fieldMap[field];
    if (name === field || row[field] === undefined) continue;
    row[name] = row[field];
    delete row[field];
  }
}

/** The result of everything that is no SELECT. */
export function shaped({ sql, options }: Asked, outcome: Outcome): any {
  const { type } = options;
  const rows = outcome.rows as any[];
  let result = options.instance;
  const isInsert = type === QueryTypes.INSERT || (outcome.rows === undefined && /^insert into/i.test(sql));
  if (isInsert || type === QueryTypes.UPSERT) result = inserted(options, outcome);

  if (type === QueryTypes.SHOWTABLES) return rows.map(row => row.name);
  if (type === QueryTypes.SHOWCONSTRAINTS) return rows[0]?.sql ? constraintsIn(rows[0].sql) : rows;
  if (/^(show|describe)/i.test(sql)) return rows;
  if (sql.includes('PRAGMA INDEX_INFO')) return rows;
  if (sql.includes('PRAGMA TABLE_INFO')) return describedTable(rows);
  if (sql.includes('PRAGMA foreign_keys;')) return rows[0];
  if (sql.includes('PRAGMA foreign_keys') || sql.includes('PRAGMA foreign_key_list')) return rows;
  switch (type) {
    case QueryTypes.BULKUPDATE:
    case QueryTypes.BULKDELETE:
      return outcome.changes;
    case QueryTypes.VERSION:
      return rows[0].version;
    case QueryTypes.RAW:
      return [outcome.rows, new Statement(sql, outcome)];
    case QueryTypes.UPSERT:
      return [result, null];
    default:
      return type === QueryTypes.UPDATE || isInsert ? [result, outcome.changes] : result;
  }
}

/** Gives the instance its new id; without one, the ids of the new rows, or just the last. */
function inserted({ instance, model }: any, { lastID, changes }: Outcome): any {
  if (instance) {
    const name = (model ?? instance.constructor).autoIncrementAttribute;
    if (name) instance[name] = lastID;
    return instance;
  }
  const key = model?.autoIncrementAttribute;
  if (!key || key !== model.primaryKeyAttribute || !model.rawAttributes[key]) return lastID;
  const { field } = model.rawAttributes[key];
  return Array.from({ length: changes }, (_, index) => ({ [field]: lastID - changes + 1 + index }));
}

/** `PRAGMA TABLE_INFO` as `describeTable` gives it. */
function describedTable(rows: any[]): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const { name, type, notnull, dflt_value: text, pk } of rows) {
    columns[name] = { type, allowNull: notnull === 0, defaultValue: defaultOf(type, text), primaryKey: pk !== 0 };
  }
  return columns;
}

/** No default is `undefined`; `DEFAULT NULL` is null; of text the quotes go. */
function defaultOf(type: string, text: string | null): unknown {
  const value = text === null ? undefined : text === 'NULL' ? null : text;
  if (type === 'TINYINT(1)') return ({ 0: false, 1: true } as any)[value as any];
  return typeof value === 'string' ? value.replace(/'/g, '') : value;
}

/** `PRAGMA INDEX_LIST` in the order of definition; `columnsOf` asks for an index's columns. */
export async function describedIndexes(rows: any[], columnsOf: (index: string) => Promise<any[]>): Promise<any[]> {
  return Promise.all(
    rows.reverse().map(async row => {
      const index = {
        ...row,
        fields: [] as any[],
        primary: false,
        unique: Boolean(row.unique),
        constraintName: row.name
      };
      for (const { seqno, name } of await columnsOf(row.name)) {
        index.fields[seqno] = { attribute: name, length: undefined, order: undefined };
      }
      return index;
    })
  );
}
