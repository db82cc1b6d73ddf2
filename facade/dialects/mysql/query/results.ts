/**
 * What the answers of MySQL and MariaDB become: the `run` and `formatResults` of v6's `mysql/query.js` and
 * `mariadb/query.js`, whose order of questions is kept, since a statement may answer to several.
 */
import type { FailedStatement, Failure } from '../../../bridge/errors';
import type { AskedServer, ServerOutcome, ServerResults } from '../../../bridge/server-results';
import { QueryTypes } from '../../../query-types';
import { columnsOf, resultOf, type Told } from './result-objects';
import { WARNINGS } from './warning-count';
import { failedStatement, rollBackDeadlock } from './failures';

type Dialect = 'mysql' | 'mariadb';

/** A statement that is being answered. */
interface Answer {
  dialect: Dialect;
  options: any;
  /** In lower case, as far as it is known. */
  sql: string;
  /** What v6's driver would have given: rows, an object of figures, or a list of such. */
  data: any;
  outcome: ServerOutcome;
}

export function resultsOfMysqlKind(dialect: Dialect): ServerResults {
  return {
    wantsDetails: (type, sql) => type === QueryTypes.RAW || type === undefined || sql !== '',
    finish: (asked, outcome) => finish(dialect, asked, outcome),
    error: (failure: Failure, statement: FailedStatement, sequelize) =>
      failedStatement(dialect, failure, statement, sequelize),
    beforeError: rollBackDeadlock,
    textOf: ({ query, bind }, sequelize) => {
      const [sql, parameters] = sequelize.dialect.Query.formatBindParameters(query.trim(), bind ?? {}, dialect);
      return { sql, parameters };
    }
  };
}

function finish(dialect: Dialect, { options, sql }: AskedServer, outcome: ServerOutcome): any {
  if (options.type === QueryTypes.SELECT) return outcome.selects();
  const isDetailed = sql !== '' || options.type === QueryTypes.RAW;
  const told: Told | undefined = isDetailed ? outcome.details() : undefined;
  if (told !== undefined) options[WARNINGS]?.(told.warningStatus);
  const data = told === undefined ? resultOfCompiled(outcome) : resultOf(dialect, told, outcome);
  const answer: Answer = { dialect, options, sql: sql.toLowerCase(), data, outcome };
  return dialect === 'mysql' ? ofMysql(answer) : ofMariadb(answer);
}

/** Statements of the compiler either give rows or figures. */
function resultOfCompiled({ rows, changes, lastID }: ServerOutcome): any {
  if (rows.length > 0) return rows;
  const figures = { affectedRows: changes, insertId: lastID };
  return Object.assign(rows, figures);
}

function ofMysql(answer: Answer): any {
  const { options, data, sql } = answer;
  const isInsert = isInsertOf(answer) || options.type === QueryTypes.UPSERT;
  const result = isInsert ? inserted(answer) : options.instance;
  const described = describe(answer);
  if (described !== undefined) return described;
  if (sql.startsWith('call')) return data[0];
  switch (options.type) {
    case QueryTypes.BULKUPDATE:
    case QueryTypes.BULKDELETE:
      return data.affectedRows;
    case QueryTypes.VERSION:
      return data[0].version;
    case QueryTypes.FOREIGNKEYS:
      return data;
    case QueryTypes.UPSERT:
      return [result, data.affectedRows === 1];
  }
  if (isInsert || options.type === QueryTypes.UPDATE) return [result, data.affectedRows];
  if (options.type === QueryTypes.SHOWCONSTRAINTS) return data;
  return options.type === QueryTypes.RAW ? [data, data] : result;
}

function ofMariadb(answer: Answer): any {
  const { options, data, sql, outcome } = answer;
  let result = options.instance;
  switch (options.type) {
    case QueryTypes.BULKUPDATE:
    case QueryTypes.BULKDELETE:
      return data.affectedRows;
    case QueryTypes.UPSERT:
      return [result, data.affectedRows === 1];
  }
  const isInsert = isInsertOf(answer);
  if (isInsert) {
    result = inserted(answer);
    if (!options.instance) return [result, data.affectedRows];
  }
  if (isInsert || options.type === QueryTypes.UPDATE) return [result, data.affectedRows];
  if (sql.startsWith('call')) return data[0];
  if (options.type === QueryTypes.RAW) {
    return [data, Array.isArray(data) && outcome.parts.length > 0 ? columnsOf(outcome.parts[0].shape) : undefined];
  }
  switch (options.type) {
    case QueryTypes.FOREIGNKEYS:
    case QueryTypes.SHOWCONSTRAINTS:
      return data;
    case QueryTypes.VERSION:
      return data[0].version;
  }
  return describe(answer) ?? result;
}

/** v6: by type, or by the text if the answer carries an id. */
function isInsertOf({ options, sql, data }: Answer): boolean {
  if (options.type === QueryTypes.INSERT) return true;
  return sql.startsWith('insert into') && Object.hasOwn(data, 'insertId');
}

/** Gives the instance its new id; without one, the ids of the new rows, or just the first. */
function inserted({ options, data, dialect }: Answer): any {
  const { instance, model } = options;
  const key = model?.autoIncrementAttribute;
  if (instance) {
    const name = (model ?? instance.constructor).autoIncrementAttribute;
    if (name) instance[name] = data.insertId || undefined;
    return instance;
  }
  const hasIds = key && key === model.primaryKeyAttribute && model.rawAttributes[key];
  if (!hasIds || (dialect === 'mysql' && data.length > 0)) return data.insertId;
  const { field } = model.rawAttributes[key];
  return Array.from({ length: data.affectedRows }, (_, index) => ({ [field]: data.insertId + index }));
}

function describe({ dialect, options, data }: Answer): any {
  switch (options.type) {
    case QueryTypes.SHOWTABLES:
      return dialect === 'mysql'
        ? data.flatMap((row: any) => Object.values(row))
        : data.map((row: any) => ({ tableName: row.TABLE_NAME, schema: row.TABLE_SCHEMA }));
    case QueryTypes.DESCRIBE:
      return describedTable(data);
    case QueryTypes.SHOWINDEXES:
      return describedIndexes(data);
    default:
      return undefined;
  }
}

/** SHOW FULL COLUMNS as `describeTable` gives it. */
function describedTable(rows: any[]): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const { Field, Type, Null, Default, Key, Extra, Comment } of rows) {
    columns[Field] = {
      type: /^enum/i.test(Type) ? Type.replace(/^enum/i, 'ENUM') : Type.toUpperCase(),
      allowNull: Null === 'YES',
      defaultValue: Default,
      primaryKey: Key === 'PRI',
      autoIncrement: Extra !== undefined && Extra.toLowerCase() === 'auto_increment',
      comment: Comment || null
    };
  }
  return columns;
}

/** SHOW INDEX, a row per column, as `showIndex` gives it. */
function describedIndexes(rows: any[]): any[] {
  const indexes = new Map<string, any>();
  for (const row of rows) {
    let index = indexes.get(row.Key_name);
    if (index === undefined) {
      index = {
        primary: row.Key_name === 'PRIMARY',
        fields: [],
        name: row.Key_name,
        tableName: row.Table,
        unique: row.Non_unique !== 1,
        type: row.Index_type
      };
      indexes.set(row.Key_name, index);
    }
    index.fields[row.Seq_in_index - 1] = {
      attribute: row.Column_name,
      length: row.Sub_part || undefined,
      order: row.Collation === 'A' ? 'ASC' : undefined
    };
  }
  return [...indexes.values()];
}
