/**
 * From the engine's description of a failure to an object of the right class: one table. Errors of the database are
 * made as v6 makes them of its driver's: `parent` and `original` are such an error, `sql` the statement.
 */
import * as classes from '../errors';
import { messageFor, uniqueViolation } from '../dialects/abstract/query/unique-violation';

/** A failure as `src/error.rs` describes it. */
export interface Failure {
  kind: string;
  message: string;
  /** The driver's own error: `message`, `errno`, `code` and further fields. */
  original?: { message: string; [field: string]: unknown };
  fields?: string[];
  table?: string;
  constraint?: string;
  path?: string;
  value?: unknown;
  typeKey?: string;
  /** Of an error of JavaScript's own. */
  number?: number;
}

/** What was run when it failed. */
export interface FailedStatement {
  sql: string;
  parameters?: unknown;
  /** Where the statement was started. */
  stack?: string;
  instance?: any;
  model?: any;
  /** `rawErrors`: the driver's error as it is. */
  isRaw?: boolean;
}

/** Errors of JavaScript on their way through the engine: what a hook threw while a connection was made. */
const thrown = new Map<number, unknown>();
let lastThrown = 0;

/** Keeps an error; the engine gives the number back to whoever waited. */
export function keepThrown(error: unknown): number {
  lastThrown = (lastThrown + 1) & 0x7fffffff;
  thrown.set(lastThrown, error);
  return lastThrown;
}

function takeThrown(number: number): any {
  const error = thrown.get(number);
  thrown.delete(number);
  return error;
}

const NO_STATEMENT: FailedStatement = { sql: '' };

const CONNECTION_ERRORS: Readonly<Record<string, new (parent: any) => Error>> = {
  connection: classes.ConnectionError,
  accessDenied: classes.AccessDeniedError,
  connectionAcquireTimeout: classes.ConnectionAcquireTimeoutError,
  connectionRefused: classes.ConnectionRefusedError,
  connectionTimedOut: classes.ConnectionTimedOutError,
  hostNotFound: classes.HostNotFoundError,
  hostNotReachable: classes.HostNotReachableError,
  invalidConnection: classes.InvalidConnectionError
};

/** The error to throw. Without `statement` it did not come from a database. */
export function toError(failure: Failure, statement: FailedStatement = NO_STATEMENT): Error {
  const { kind, message } = failure;
  if (kind in CONNECTION_ERRORS) return new CONNECTION_ERRORS[kind](driverError(failure));
  if (kind === 'foreign') return takeThrown(failure.number!);
  if (failure.original) return databaseError(failure, statement);
  switch (kind) {
    case 'type':
      return new TypeError(message);
    case 'query':
      return new classes.QueryError(message);
    case 'eagerLoading':
      return new classes.EagerLoadingError(message);
    case 'validation':
      return typeError(failure);
    default:
      return new Error(message);
  }
}

function databaseError(failure: Failure, statement: FailedStatement): Error {
  const parent = driverError(failure);
  const { stack, sql, parameters } = statement;
  parent.sql = sql;
  if (parameters !== undefined) parent.parameters = parameters;
  if (statement.isRaw) return Object.assign(parent, { stack });
  switch (failure.kind) {
    case 'uniqueViolation':
      return refusedUnique(failure, statement, parent);
    case 'foreignKeyViolation':
      return new classes.ForeignKeyConstraintError({ parent, stack, ...places(failure) } as any);
    case 'exclusionViolation':
      return new classes.ExclusionConstraintError({
        parent,
        stack,
        message: failure.message,
        ...places(failure)
      } as any);
    case 'unknownConstraint':
      return new classes.UnknownConstraintError({ parent, stack, message: failure.message, ...places(failure) } as any);
    case 'timeout':
      return new classes.TimeoutError(parent, { stack });
    default:
      return new classes.DatabaseError(parent, { stack });
  }
}

/** The error that v6's driver would have raised: fields in its order. */
function driverError({ message, original }: Failure): any {
  const error: any = new Error(original?.message ?? message);
  for (const name of Object.keys(original ?? {})) {
    if (name !== 'message') error[name] = original![name];
  }
  if (original === undefined) copyCode(error, message);
  return error;
}

/** Failures to connect carry the code in front of their text: `SQLITE_CANTOPEN: unable to open database file`. */
function copyCode(error: any, message: string): void {
  const code = /^([A-Z]+_[A-Z]+): /.exec(message)?.[1];
  if (code === undefined) return;
  if (code === 'SQLITE_CANTOPEN') error.errno = 14;
  error.code = code;
}

function refusedUnique({ fields = [] }: Failure, statement: FailedStatement, parent: Error): Error {
  const { instance, model, stack } = statement;
  // An index on expressions names no column, which v6 reports as one field without a name.
  const names = fields.map(field => (field === '' ? undefined : field)) as string[];
  const messages = { instance, model, getUniqueConstraintErrorMessage: (field: string) => uniqueMessage(model, field) };
  return uniqueViolation(messages, { fields: names, message: messageFor(model, names), parent, stack });
}

function uniqueMessage(model: any, field: string | undefined): string {
  let message = field ? `${field} must be unique` : 'Must be unique';
  if (!field || !model) return message;
  for (const key of Object.values<any>(model.uniqueKeys ?? {})) {
    if (key.msg && key.fields.includes(field)) message = key.msg;
  }
  return message;
}

function places({ table, constraint, fields }: Failure): object {
  const named = fields?.length ? { fields } : undefined;
  return { ...(table && { table }), ...(constraint && { index: constraint, constraint }), ...named };
}

/** `typeValidation` refused a value. */
function typeError({ message, path, value, typeKey }: Failure): Error {
  const Item = classes.ValidationErrorItem as any;
  const item = new Item(message, 'Validation error', path, value, null, `${typeKey} validator`);
  return new classes.ValidationError(message, [item]);
}
