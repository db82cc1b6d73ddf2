import BaseError from './base-error';

/** No connection to the database could be made, or it broke. */
export default class ConnectionError extends BaseError {
  /** the driver's own error */
  parent: Error;

  /** the same as `parent` */
  original: Error;

  constructor(parent: Error) {
    super(parent ? parent.message : '');
    this.name = 'SequelizeConnectionError';
    this.parent = parent;
    this.original = parent;
  }
}
