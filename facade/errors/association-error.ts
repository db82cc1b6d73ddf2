import BaseError from './base-error';

/** An association was declared or used wrongly. */
export default class AssociationError extends BaseError {
  constructor(message: string) {
    super(message);
    this.name = 'SequelizeAssociationError';
  }
}
