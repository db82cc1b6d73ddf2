// Sending failed statements again: which, how often, and what happens before the first failure.
const { withRetry } = require('sequelize-rs/lib/sequelize/retry');
const { DatabaseError, TimeoutError } = require('sequelize-rs/lib/errors');

/** An attempt that fails with these errors, then succeeds. */
function failing(...errors) {
  return jest.fn(async () => {
    if (errors.length > 0) throw errors.shift();
    return 'done';
  });
}

const instance = retry => ({ options: { retry } });
const busy = () => new Error('SQLITE_BUSY: database is locked');

describe('retry', () => {
  it('sends again what matches a text, a pattern or a class', async () => {
    for (const match of ['SQLITE_BUSY: database is locked', /BUSY/, Error, [/nothing/, /locked/]]) {
      const attempt = failing(busy(), busy());
      await expect(withRetry(instance({ max: 5, match, backoffBase: 1 }), {}, attempt)).resolves.toBe('done');
      expect(attempt).toHaveBeenCalledTimes(3);
    }
  });

  it('gives up with the last error after max attempts', async () => {
    const attempt = failing(busy(), new Error('second'), busy());
    await expect(withRetry(instance({ max: 2, backoffBase: 1 }), {}, attempt)).rejects.toThrow('second');
    expect(attempt).toHaveBeenCalledTimes(2);
  });

  it('leaves other errors alone', async () => {
    const attempt = failing(new DatabaseError(new Error('syntax')));
    await expect(withRetry(instance({ max: 5, match: [TimeoutError] }), {}, attempt)).rejects.toThrow('syntax');
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  it('sends everything again without a match, nothing without a max', async () => {
    await expect(withRetry(instance({ max: 3, backoffBase: 1 }), {}, failing(new Error('any')))).resolves.toBe('done');
    await expect(withRetry(instance(undefined), {}, failing(new Error('any')))).rejects.toThrow('any');
  });

  it('takes the options of the statement over those of the instance', async () => {
    const attempt = failing(busy());
    await expect(withRetry(instance({ max: 5 }), { retry: { max: 1 } }, attempt)).rejects.toThrow('BUSY');
  });

  it('reports every attempt, the first one included, and limits the time', async () => {
    const messages = [];
    const report = message => messages.push(message.replace(/ at .*| by .*/, ''));
    await withRetry(instance({ max: 2, backoffBase: 1, name: 'it', report }), {}, failing(busy()));
    expect(messages).toEqual([
      'Trying it #1',
      'Error: SQLITE_BUSY: database is locked',
      'Retrying it (2)',
      'Delaying retry of it',
      'Trying it #2'
    ]);
    const forever = () => new Promise(() => {});
    await expect(withRetry(instance({ timeout: 5, name: 'it' }), {}, forever)).rejects.toThrow('it timed out');
  });
});
