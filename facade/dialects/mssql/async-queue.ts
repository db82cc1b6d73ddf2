/** One query at a time on one connection, first come first served. Part of v6's deep paths; the engine has its own. */
import { BaseError, ConnectionError } from '../../errors';

/** A connection went away with a query in it or before it. */
export class AsyncQueueError extends BaseError {
  constructor(message: string) {
    super(message);
    this.name = 'SequelizeAsyncQueueError';
  }
}

export class AsyncQueue {
  /** Settles, always well, when the last query so far is done. */
  previous: Promise<unknown> = Promise.resolve();
  closed = false;
  rejectCurrent: (reason?: any) => void = () => {};

  /** Fails the running query and all that wait. */
  close(): void {
    this.closed = true;
    this.rejectCurrent(closedError('the connection was closed before this query could finish executing'));
  }

  /** Runs `asyncFunction` after everything enqueued before it, and gives its result. */
  enqueue<T>(asyncFunction: (...args: any[]) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.previous = this.previous.then(() => {
        this.rejectCurrent = reject;
        if (this.closed) {
          return reject(closedError('the connection was closed before this query could be executed'));
        }
        return asyncFunction().then(resolve, reject);
      });
    });
  }
}

function closedError(message: string): Error {
  return new ConnectionError(new AsyncQueueError(message));
}

export default AsyncQueue;
