import BaseError from './base-error';

/** Options of a query are missing or wrong. */
export default class QueryError extends BaseError {
  constructor(message: string) {
    super(message);
    this.name = 'SequelizeQueryError';
  }
}
