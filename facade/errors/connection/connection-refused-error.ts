import ConnectionError from '../connection-error';

/** Nothing listens on the host and port. */
export default class ConnectionRefusedError extends ConnectionError {
  constructor(parent: Error) {
    super(parent);
    this.name = 'SequelizeConnectionRefusedError';
  }
}
