import ConnectionError from '../connection-error';

/** The server did not answer the attempt to connect in time. */
export default class ConnectionTimedOutError extends ConnectionError {
  constructor(parent: Error) {
    super(parent);
    this.name = 'SequelizeConnectionTimedOutError';
  }
}
