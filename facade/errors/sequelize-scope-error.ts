import BaseError from './base-error';

/** A scope that was asked for does not exist. */
export default class SequelizeScopeError extends BaseError {
  constructor(message: string) {
    super(message);
    this.name = 'SequelizeScopeError';
  }
}
