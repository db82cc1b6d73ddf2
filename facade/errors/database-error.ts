import BaseError, { type CommonErrorProperties, type ErrorOptions } from './base-error';

/** The driver's error with the statement it belongs to. */
export interface DatabaseErrorParent extends Error, Pick<CommonErrorProperties, 'sql'> {
  /** the bind parameters of the statement */
  readonly parameters?: object;
}

/** What the errors below `DatabaseError` are made of. */
export interface DatabaseErrorSubclassOptions extends ErrorOptions {
  parent?: DatabaseErrorParent;
  message?: string;
}

/** Stands in for the driver's error when a caller gives none. */
export function missingParent(): DatabaseErrorParent {
  return { sql: '', name: '', message: '' };
}

/** The database refused a statement. */
export default class DatabaseError extends BaseError implements DatabaseErrorParent, CommonErrorProperties {
  parent: Error;
  original: Error;
  sql: string;

  /** the bind parameters of the statement */
  parameters: object;

  constructor(parent: DatabaseErrorParent, options: ErrorOptions = {}) {
    super(parent.message);
    this.name = 'SequelizeDatabaseError';
    this.parent = parent;
    this.original = parent;
    this.sql = parent.sql;
    this.parameters = parent.parameters ?? {};
    if (options.stack) this.stack = options.stack;
  }
}
