import BaseError from './base-error';

/** An `include` cannot be resolved. */
export default class EagerLoadingError extends BaseError {
  constructor(message: string) {
    super(message);
    this.name = 'SequelizeEagerLoadingError';
  }
}
