// Which way a statement goes: straight to the engine, or in v6's steps because somebody looks on.
const execute = require('sequelize-rs/lib/bridge/execute');
const executeRaw = jest.spyOn(execute, 'executeRaw').mockImplementation(async () => 'raw');
const executeCompiled = jest.spyOn(execute, 'executeCompiled').mockImplementation(() => 'compiled');
const { BaseError } = require('sequelize-rs/lib/errors');
const Sequelize = require('sequelize-rs');

let sequelize;
beforeEach(() => {
  jest.clearAllMocks();
  sequelize = new Sequelize({ dialect: 'sqlite', logging: false });
});
afterEach(() => delete Sequelize._cls);

/** The arguments of the only call, without the instance. */
const onlyCall = mock => (expect(mock).toHaveBeenCalledTimes(1), mock.mock.calls[0].slice(1));

describe('query', () => {
  it('hands trimmed text and completed options to the engine', async () => {
    await expect(sequelize.query('  SELECT 1 ')).resolves.toBe('raw');
    expect(onlyCall(executeRaw)).toEqual(['SELECT 1', undefined, { raw: true, logging: false, type: 'RAW' }]);
  });

  it('is a SELECT with a model, nest or plain, and knows the fields of the model', async () => {
    class Model {}
    Model.fieldAttributeMap = { user_name: 'name' };
    await sequelize.query('SELECT 1', { model: Model, mapToModel: true });
    expect(onlyCall(executeRaw)[2]).toMatchObject({ type: 'SELECT', fieldMap: { user_name: 'name' } });
    for (const options of [{ nest: true }, { plain: true }, { instance: new Model() }]) {
      await sequelize.query('SELECT 1', options);
      expect(executeRaw.mock.lastCall[3].type).toBe('SELECT');
    }
    expect(executeRaw.mock.lastCall[3].model).toBe(Model);
  });

  it('does not change the options it is given', async () => {
    const options = Object.freeze({ bind: ['a'] });
    await sequelize.query('SELECT $1', options);
    expect(onlyCall(executeRaw).slice(0, 2)).toEqual(['SELECT $1', { $1: 'a' }]);
  });

  it.each([
    [
      { query: 'SELECT ?', values: [1] },
      { replacements: [2] },
      'Both `sql.values` and `options.replacements` cannot be set at the same time'
    ],
    [
      { query: 'SELECT $1', bind: [1] },
      { bind: [2] },
      'Both `sql.bind` and `options.bind` cannot be set at the same time'
    ],
    ['SELECT 1', { replacements: [1], bind: [1] }, 'Both `replacements` and `bind` cannot be set at the same time']
  ])('refuses values in two places', async (sql, options, message) => {
    await expect(sequelize.query(sql, options)).rejects.toThrow(message);
  });

  it('joins the transaction of the CLS context, unless the caller names one or says null', async () => {
    Sequelize._cls = { get: () => 'current' };
    for (const [options, expected] of [
      [{}, 'current'],
      [{ transaction: null }, null],
      [{ transaction: 'own' }, 'own']
    ]) {
      await sequelize.query('SELECT 1', options);
      expect(executeRaw.mock.lastCall[3].transaction).toBe(expected);
    }
  });
});

describe('a compiled statement', () => {
  it('goes straight to the engine', () => {
    expect(sequelize._execute('selectQuery', ['t', {}], { type: 'SELECT' })).toBe('compiled');
    expect(onlyCall(executeCompiled).slice(0, 2)).toEqual(['selectQuery', ['t', {}]]);
  });

  it('goes through query() as text once that is replaced or a subclass has its own', () => {
    jest.spyOn(sequelize.queryInterface.queryGenerator, 'selectQuery').mockReturnValue('SELECT text');
    const options = { type: 'SELECT' };
    sequelize.query = jest.fn(() => 'patched');
    expect(sequelize._execute('selectQuery', ['t'], options)).toBe('patched');
    expect(sequelize.query.mock.calls).toEqual([['SELECT text', options]]);
    class Traced extends Sequelize {
      query() {
        return 'traced';
      }
    }
    const traced = new Traced({ dialect: 'sqlite', logging: false });
    jest.spyOn(traced.queryInterface.queryGenerator, 'selectQuery').mockReturnValue('SELECT text');
    expect(traced._execute('selectQuery', ['t'], options)).toBe('traced');
    expect(executeCompiled).not.toHaveBeenCalled();
  });

  it('is sent again if the database refused it and the options say so, not if the compiler did', async () => {
    const retry = { max: 2, backoffBase: 1 };
    executeCompiled.mockImplementationOnce(() => {
      throw new BaseError('SQLITE_BUSY: database is locked');
    });
    await expect(sequelize._execute('selectQuery', [], { retry })).resolves.toBe('compiled');
    executeCompiled.mockImplementationOnce(() => {
      throw new Error('no such operator');
    });
    expect(() => sequelize._execute('selectQuery', [], { retry })).toThrow('no such operator');
  });
});

describe('with somebody looking on', () => {
  let steps;
  beforeEach(() => {
    steps = [];
    const { connectionManager } = sequelize;
    connectionManager.getConnection = async () => (steps.push('get'), { id: 1 });
    connectionManager.releaseConnection = () => steps.push('release');
    sequelize.dialect.Query = class {
      constructor(connection, instance, options) {
        Object.assign(this, { connection, instance, options, uuid: 'u' });
      }
      static formatBindParameters(sql, bind) {
        return [sql, bind];
      }
      async run(sql, bind) {
        steps.push(`run ${sql} ${JSON.stringify(bind)}`);
        if (sql === 'FAIL') throw new Error('failed');
        return 'rows';
      }
    };
  });

  it('a Query runs on a connection between the hooks, which see it', async () => {
    sequelize.addHook('beforeQuery', (options, query) => steps.push(`before ${options.type} ${query.uuid}`));
    sequelize.addHook('afterQuery', async (options, query) => steps.push(`after ${query.connection.id}`));
    await expect(sequelize.query('SELECT $1', { bind: [1] })).resolves.toBe('rows');
    expect(steps).toEqual(['get', 'before RAW u', 'run SELECT $1 [1]', 'after 1', 'release']);
  });

  it('the connection is given back after a failure too', async () => {
    sequelize.addHook('afterQuery', () => steps.push('after'));
    await expect(sequelize.query('FAIL')).rejects.toThrow('failed');
    expect(steps.slice(-2)).toEqual(['after', 'release']);
  });

  it('a statement of a finished transaction is refused, with its text', async () => {
    const transaction = { finished: 'commit', id: 'id', connection: {} };
    await expect(sequelize.query('SELECT 1', { transaction })).rejects.toMatchObject({
      sql: 'SELECT 1',
      message: expect.stringContaining('commit has been called on this transaction(id), you can no longer use it.')
    });
    await expect(sequelize.query('COMMIT', { transaction, completesTransaction: true })).resolves.toBe('rows');
    expect(steps).toEqual(['run COMMIT undefined']);
  });
});
