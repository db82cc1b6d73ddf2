// The life of a transaction, against a recorder in place of the database.
const { Sequelize } = require('sequelize-rs');
const { Transaction } = require('sequelize-rs/lib/transaction');
const { transaction } = require('sequelize-rs/lib/sequelize/transaction');

/** An instance whose query interface and connection manager only write down what they are asked. */
function makeInstance({ failing = [], options = {}, supports = {} } = {}) {
  const calls = [];
  const step =
    (name, change = () => {}) =>
    async given => {
      calls.push(name);
      if (failing.includes(name)) throw new Error(`${name} failed`);
      change(given);
    };
  const queryInterface = {
    startTransaction: step('start'),
    setIsolationLevel: step('isolation'),
    deferConstraints: step('defer'),
    commitTransaction: step('commit'),
    rollbackTransaction: step('rollback', given => (given.finished = 'rollback'))
  };
  class Sequelize {}
  Sequelize._clsRun = fn => fn();
  const sequelize = Object.assign(new Sequelize(), {
    calls,
    Sequelize,
    options: { transactionType: 'DEFERRED', isolationLevel: null, ...options },
    dialect: { supports, queryGenerator: { generateTransactionId: () => 'id' } },
    getQueryInterface: () => queryInterface,
    connectionManager: {
      getConnection: async given => (calls.push(`get ${JSON.stringify(given)}`), {}),
      releaseConnection: () => calls.push('release'),
      destroyConnection: async () => void calls.push('destroy')
    }
  });
  return sequelize;
}

describe('a transaction', () => {
  let warn;
  beforeEach(() => (warn = jest.spyOn(console, 'warn').mockImplementation(() => {})));
  afterEach(() => warn.mockRestore());

  it('begins, runs the function, commits and gives the connection back', async () => {
    const sequelize = makeInstance();
    await expect(transaction(sequelize, async t => t.connection.uuid)).resolves.toBe('id');
    expect(sequelize.calls).toEqual(['get {"uuid":"id"}', 'isolation', 'start', 'commit', 'release']);
  });

  it('sets the isolation level after the start where the dialect takes it there', async () => {
    const sequelize = makeInstance({ supports: { settingIsolationLevelDuringTransaction: true } });
    await transaction(sequelize, { deferrable: 'x', readOnly: true });
    expect(sequelize.calls).toEqual(['get {"uuid":"id","type":"SELECT"}', 'start', 'isolation', 'defer']);
  });

  it('rolls back and rejects with the error of the function', async () => {
    const sequelize = makeInstance();
    const failed = transaction(sequelize, async () => {
      throw new Error('mine');
    });
    await expect(failed).rejects.toThrow('mine');
    expect(sequelize.calls.slice(3)).toEqual(['rollback', 'release']);
  });

  it('gives the connection back if it cannot begin', async () => {
    const sequelize = makeInstance({ failing: ['start'] });
    await expect(transaction(sequelize)).rejects.toThrow('start failed');
    expect(sequelize.calls.slice(3)).toEqual(['rollback', 'release']);
  });

  it('closes the connection if the commit fails, says so, and still runs what waits for the commit', async () => {
    const sequelize = makeInstance({ failing: ['commit'] });
    const t = await transaction(sequelize);
    const after = jest.fn();
    t.afterCommit(after);
    await expect(t.commit()).rejects.toThrow('commit failed');
    expect(sequelize.calls.at(-1)).toBe('destroy');
    expect(after).toHaveBeenCalledWith(t);
    expect(warn.mock.calls[0][0]).toBe(
      'Committing transaction id failed with error "commit failed". We are killing its connection as it is now in an undetermined state.'
    );
  });

  it('is over once', async () => {
    const t = await transaction(makeInstance());
    await t.commit();
    await expect(t.commit()).rejects.toThrow(
      'Transaction cannot be committed because it has been finished with state: commit'
    );
    await expect(t.rollback()).rejects.toThrow(
      'Transaction cannot be rolled back because it has been finished with state: commit'
    );
    await expect(new Transaction(makeInstance()).rollback()).rejects.toThrow('because it never started');
  });

  it('inside another one is a savepoint on its connection', async () => {
    const sequelize = makeInstance();
    const outer = await transaction(sequelize);
    const inner = await transaction(sequelize, { transaction: outer });
    expect([inner.id, inner.name, inner.parent === outer]).toEqual(['id', 'id-sp-1', true]);
    expect(inner.connection).toBe(outer.connection);
    expect(inner.options.transaction).toBeUndefined();
    await inner.commit();
    expect(sequelize.calls).not.toContain('release');
  });

  it('takes an isolation level in any case, and refuses text that is none', async () => {
    const levels = Object.values(Transaction.ISOLATION_LEVELS);
    for (const isolationLevel of [...levels, 'serializable', 'SNAPSHOT', null, undefined]) {
      expect(() => new Transaction(makeInstance(), { isolationLevel })).not.toThrow();
    }
    for (const isolationLevel of ['SERIALIZABLE; DROP TABLE users', 'READ_COMMITTED', 5, {}]) {
      await expect(transaction(makeInstance(), { isolationLevel })).rejects.toThrow('Invalid isolation level');
    }
  });

  it('begins with the text of its own options, however often others were asked for', () => {
    const { queryGenerator } = new Sequelize({ dialect: 'sqlite', logging: false }).getQueryInterface();
    const begin = (type, more) => queryGenerator.startTransactionQuery({ id: 'a', options: { type }, ...more });
    for (let round = 0; round < 2; round++) {
      expect(begin('DEFERRED')).toBe('BEGIN DEFERRED TRANSACTION;');
      expect(begin('EXCLUSIVE')).toBe('BEGIN EXCLUSIVE TRANSACTION;');
      expect(begin('DEFERRED', { parent: {}, name: `sp-${round}` })).toBe(`SAVEPOINT \`sp-${round}\`;`);
      expect(queryGenerator.commitTransactionQuery({ options: {} })).toBe('COMMIT;');
      expect(
        queryGenerator.commitTransactionQuery({ parent: {}, name: 'sp', options: {} }) || undefined
      ).toBeUndefined();
      expect(queryGenerator.rollbackTransactionQuery({ options: {} })).toBe('ROLLBACK;');
    }
  });

  it('offers constants that cannot be changed for others', () => {
    Transaction.LOCK.UPDATE = 'changed';
    expect(Transaction.LOCK).toEqual({
      UPDATE: 'UPDATE',
      SHARE: 'SHARE',
      KEY_SHARE: 'KEY SHARE',
      NO_KEY_UPDATE: 'NO KEY UPDATE'
    });
    expect(new Transaction(makeInstance()).LOCK).toEqual(Transaction.LOCK);
  });
});
