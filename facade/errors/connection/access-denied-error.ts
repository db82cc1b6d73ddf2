import ConnectionError from '../connection-error';

/** The server refused the user or the password. */
export default class AccessDeniedError extends ConnectionError {
  constructor(parent: Error) {
    super(parent);
    this.name = 'SequelizeAccessDeniedError';
  }
}
