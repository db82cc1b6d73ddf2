/** Errors of MySQL and MariaDB, with what v6 reads out of their messages. */
import { toError, type FailedStatement, type Failure } from '../../../bridge/errors';

const ER_LOCK_DEADLOCK = 1213;
/** How much of a statement the connector repeats: its `debugLen`. */
const REPEATED = 256;

/** The error to throw for a statement that the server refused. */
export function failedStatement(
  dialect: 'mysql' | 'mariadb',
  failure: Failure,
  statement: FailedStatement,
  sequelize: any
): Error | undefined {
  if (failure.original === undefined) return undefined;
  const { sql, parameters, stack, isRaw, model, instance } = statement;
  const raw = toError(withStatement(dialect, failure, statement), { ...statement, isRaw: true }) as any;
  // Failures to connect come as their own class.
  if (raw.original !== undefined) return raw;
  raw.sql = sql;
  raw.parameters = parameters;
  raw.stack = stack;
  if (isRaw) return raw;
  const { Query } = sequelize.dialect;
  const query = Object.assign(Object.create(Query.prototype), { model, instance, sql, sequelize, options: {} });
  return Query.prototype.formatError.call(query, withOwnStack(raw), stack);
}

/** The driver's error keeps a stack of its own; ours begins where the statement was started. */
function withOwnStack(error: Error): Error {
  error.stack = `${error.name}: ${error.message}`;
  return error;
}

/** The connector puts the statement behind its message. */
function withStatement(dialect: string, failure: Failure, { sql, parameters }: FailedStatement): Failure {
  const { original } = failure;
  if (dialect !== 'mariadb' || original === undefined || original.text === undefined) return failure;
  const message = `${original.message}\nsql: ${repeated(sql, parameters as unknown[] | undefined)}`;
  return { ...failure, original: { ...original, message } };
}

function repeated(sql: string, parameters: unknown[] | undefined): string {
  if (!parameters) return `${sql} - parameters:[]`;
  if (sql.length > REPEATED) return `${sql.slice(0, REPEATED)}...`;
  let text = `${sql} - parameters:[`;
  for (const [index, parameter] of parameters.entries()) {
    text += (index > 0 ? ',' : '') + repeatedValue(parameter);
    if (text.length > REPEATED) {
      text = `${text.slice(0, REPEATED)}...`;
      break;
    }
  }
  return `${text}]`;
}

function repeatedValue(value: any): string {
  if (value === undefined || value === null) return String(value);
  if (Buffer.isBuffer(value)) return `0x${value.toString('hex', 0, 1024)}`;
  if (typeof value === 'string') return `'${value}'`;
  if (value instanceof Date) return localDate(value);
  return value.constructor === Object ? JSON.stringify(value) : value.toString();
}

function localDate(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const day = `${two(date.getMonth() + 1)}/${two(date.getDate())}/${date.getFullYear()}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  return `'${day} ${time}.${String(date.getMilliseconds()).padStart(3, '0')}'`;
}

/** The server has rolled the transaction back already; v6 ends it as well, so that its connection is given back. */
export function rollBackDeadlock(failure: Failure, { transaction }: any): Promise<void> | undefined {
  if (!transaction || failure.original?.errno !== ER_LOCK_DEADLOCK) return undefined;
  return transaction
    .rollback()
    .catch(() => undefined)
    .then(() => {
      transaction.finished = 'rollback';
    });
}
