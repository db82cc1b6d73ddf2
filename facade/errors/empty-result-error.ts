import BaseError from './base-error';

/** A find with `rejectOnEmpty` found nothing. */
export default class EmptyResultError extends BaseError {
  constructor(message: string) {
    super(message);
    this.name = 'SequelizeEmptyResultError';
  }
}
