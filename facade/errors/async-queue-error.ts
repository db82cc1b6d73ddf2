import BaseError from './base-error';

/** A connection was closed while a statement waited for it or ran on it. */
export default class AsyncQueueError extends BaseError {
  constructor(message: string) {
    super(message);
    this.name = 'SequelizeAsyncQueueError';
  }
}
