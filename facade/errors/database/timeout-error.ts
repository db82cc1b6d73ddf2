import type { ErrorOptions } from '../base-error';
import DatabaseError, { type DatabaseErrorParent } from '../database-error';

/** The database gave up on a statement: it took too long, or waited too long for a lock. */
export default class TimeoutError extends DatabaseError {
  constructor(parent: DatabaseErrorParent, options: ErrorOptions = {}) {
    super(parent, options);
    this.name = 'SequelizeTimeoutError';
  }
}
