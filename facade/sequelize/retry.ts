/**
 * Sending a failed statement again, in the manner of `retry-as-promised`. Nothing of it is touched before the first
 * failure, unless the options ask to be told of every attempt or limit the time.
 */
import type { Sequelize } from '../sequelize';
import type { RetryOptions } from './options';

/** Runs `attempt`, and again as the instance's and the statement's retry options say. */
export function withRetry<T>(
  sequelize: Sequelize,
  options: { retry?: RetryOptions },
  attempt: () => Promise<T>
): Promise<T> {
  if (observesEveryAttempt(sequelize, options)) {
    return retry(attempt, retryOptions(sequelize, options));
  }
  return attempt().catch(error => retryAfter(sequelize, options, error, attempt));
}

/** Goes on after a first attempt that failed with `error`. Rejects with `error` if there is to be no second one. */
export function retryAfter<T>(
  sequelize: Sequelize,
  options: { retry?: RetryOptions },
  error: unknown,
  attempt: () => Promise<T>
): Promise<T> {
  const settings = retryOptions(sequelize, options);
  if (!(1 < (settings.max as number))) return Promise.reject(error);
  let isFirst = true;
  return retry(() => {
    if (!isFirst) return attempt();
    isFirst = false;
    return Promise.reject(error);
  }, settings);
}

/** Whether the options ask for something that begins with the first attempt. */
export function observesEveryAttempt(sequelize: Sequelize, options: { retry?: RetryOptions }): boolean {
  const { retry: shared } = sequelize.options;
  const { retry: own } = options;
  return Boolean(shared?.report || shared?.timeout || own?.report || own?.timeout);
}

function retryOptions(sequelize: Sequelize, options: { retry?: RetryOptions }): RetryOptions {
  return { ...sequelize.options.retry, ...options.retry };
}

function retry<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only after a failure
  const { retryAsPromised } = require('retry-as-promised');
  return retryAsPromised(attempt, options);
}
