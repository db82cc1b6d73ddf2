import BaseError from './base-error';

/** An instance was used in a state in which it cannot be. */
export default class InstanceError extends BaseError {
  constructor(message: string) {
    super(message);
    this.name = 'SequelizeInstanceError';
  }
}
