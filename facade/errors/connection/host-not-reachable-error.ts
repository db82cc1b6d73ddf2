import ConnectionError from '../connection-error';

/** There is no route to the host. */
export default class HostNotReachableError extends ConnectionError {
  constructor(parent: Error) {
    super(parent);
    this.name = 'SequelizeHostNotReachableError';
  }
}
