// What is logged, in which words, and with which arguments.
const { log, logStatement } = require('sequelize-rs/lib/sequelize/logging');

function makeInstance(options) {
  const instance = { options, log: (...args) => log(instance, args) };
  return instance;
}

describe('logging', () => {
  it("hands text and options of the statement to the statement's function", () => {
    const logging = jest.fn();
    const options = { logging };
    logStatement(makeInstance({ logging: false }), options, 'SELECT 1;', undefined, undefined);
    expect(logging.mock.calls).toEqual([['Executing (default): SELECT 1;', options]]);
  });

  it('names the transaction, and with benchmark logs afterwards with the time', () => {
    const logging = jest.fn();
    const options = { logging, benchmark: true };
    const done = logStatement(makeInstance({}), options, 'SELECT 1', undefined, 'uuid');
    expect(logging).not.toHaveBeenCalled();
    done();
    expect(logging.mock.calls).toEqual([['Executed (uuid): SELECT 1', expect.any(Number), options]]);
  });

  it('adds the parameters if asked to, after a semicolon', () => {
    const logging = jest.fn();
    const instance = makeInstance({ logQueryParameters: true });
    logStatement(instance, { logging }, 'SELECT $1', [1, 'a'], undefined);
    logStatement(instance, { logging }, 'SELECT $1;', { $1: 'a' }, undefined);
    expect(logging.mock.calls.map(([text]) => text)).toEqual([
      'Executing (default): SELECT $1; 1, "a"',
      'Executing (default): SELECT $1; {"$1":"a"}'
    ]);
  });

  it('gives console.log the text alone, with the time written out', () => {
    const spy = jest.spyOn(console, 'log').mockImplementation(() => {});
    const instance = makeInstance({ logging: console.log });
    logStatement(instance, { logging: console.log }, 'SELECT 1', undefined, undefined);
    logStatement(instance, { logging: console.log, benchmark: true }, 'SELECT 1', undefined, undefined)();
    instance.log('plain', 1);
    expect(spy.mock.calls).toEqual([
      ['Executing (default): SELECT 1'],
      [expect.stringMatching(/^Executed \(default\): SELECT 1 Elapsed time: \d+ms$/)],
      ['plain', 1]
    ]);
    spy.mockRestore();
  });

  it('is silent when switched off', () => {
    expect(() => logStatement(makeInstance({}), { logging: false }, 'SELECT 1', undefined, undefined)).not.toThrow();
    expect(() => makeInstance({ logging: false }).log('x')).not.toThrow();
  });
});
