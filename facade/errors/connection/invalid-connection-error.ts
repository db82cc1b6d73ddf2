import ConnectionError from '../connection-error';

/** The connection parameters make no sense to the server. */
export default class InvalidConnectionError extends ConnectionError {
  constructor(parent: Error) {
    super(parent);
    this.name = 'SequelizeInvalidConnectionError';
  }
}
