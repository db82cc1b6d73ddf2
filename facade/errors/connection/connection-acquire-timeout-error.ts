import ConnectionError from '../connection-error';

/** No connection became free within `pool.acquire` milliseconds. */
export default class ConnectionAcquireTimeoutError extends ConnectionError {
  constructor(parent: Error) {
    super(parent);
    this.name = 'SequelizeConnectionAcquireTimeoutError';
  }
}
