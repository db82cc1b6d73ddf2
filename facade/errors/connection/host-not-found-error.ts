import ConnectionError from '../connection-error';

/** The name of the host cannot be resolved. */
export default class HostNotFoundError extends ConnectionError {
  constructor(parent: Error) {
    super(parent);
    this.name = 'SequelizeHostNotFoundError';
  }
}
