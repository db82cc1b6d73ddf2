/** Options every error with a configurable stack takes. */
export interface ErrorOptions {
  /** replaces the stack of the place of construction, which tells nothing for errors made in a callback */
  stack?: string;
}

/** What all errors have that come from the database. */
export interface CommonErrorProperties {
  /** the driver's own error */
  readonly parent: Error;

  /** the same as `parent` */
  readonly original: Error;

  /** the statement that failed */
  readonly sql: string;
}

/** The class all errors of this package extend. */
export default abstract class BaseError extends Error {
  constructor(message?: string) {
    super(message);
    this.name = 'SequelizeBaseError';
  }
}
