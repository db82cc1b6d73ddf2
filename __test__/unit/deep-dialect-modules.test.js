// Small modules below `lib/dialects` that programs import by path.
const range = require('sequelize-rs/lib/dialects/postgres/range');
const { default: AsyncQueue, AsyncQueueError } = require('sequelize-rs/lib/dialects/mssql/async-queue');
const { ConnectionError } = require('sequelize-rs/lib/errors');
const operators = require('sequelize-rs/lib/dialects/abstract/query-generator/operators');
const upstreamRange = require('sequelize/lib/dialects/postgres/range');
const upstreamOperators = require('sequelize/lib/dialects/abstract/query-generator/operators');

describe('ranges', () => {
  const made = (bounds, inclusive) => Object.assign([...bounds], inclusive === undefined ? {} : { inclusive });
  const cases = [
    () => null,
    () => [],
    () => [1, 2],
    () => [null, 2],
    () => [-Infinity, Infinity],
    () => made([1, 2], true),
    () => made([1, 2], false),
    () => made([1, 2], [false, true]),
    () => [
      { value: 1, inclusive: false },
      { value: 2, inclusive: true }
    ],
    () => [new Date(0), new Date(1)],
    () => ['a"b', 'c'],
    () => 5,
    () => [1]
  ];

  it('are written as in sequelize 6', () => {
    for (const make of cases) {
      const [left, right] = [upstreamRange, range].map(({ stringify }) => {
        try {
          return stringify(make());
        } catch (error) {
          return error.message;
        }
      });
      expect(right).toBe(left);
    }
  });

  it('are read as in sequelize 6', () => {
    for (const text of [null, 'empty', '[1,2)', '(1,2]', '(,5)', '[-infinity,infinity]', 'odd']) {
      expect(range.parse(text, Number)).toEqual(upstreamRange.parse(text, Number));
    }
  });
});

describe('the queue of a connection', () => {
  it('runs one query after the other, whatever becomes of the one before', async () => {
    const queue = new AsyncQueue();
    const order = [];
    const failing = queue.enqueue(async () => {
      await new Promise(setImmediate);
      order.push(1);
      throw new Error('first');
    });
    const second = queue.enqueue(async () => order.push(2));
    await expect(failing).rejects.toThrow('first');
    await second;
    expect(order).toEqual([1, 2]);
  });

  it('fails the running query and those that wait when it is closed', async () => {
    const queue = new AsyncQueue();
    const running = queue.enqueue(() => new Promise(() => {}));
    await new Promise(setImmediate);
    queue.close();
    await expect(running).rejects.toThrow(ConnectionError);
    await expect(running).rejects.toMatchObject({ parent: expect.any(AsyncQueueError) });
  });
});

describe('string aliases of operators', () => {
  it('know the same operators as sequelize 6', () => {
    expect(operators.OperatorMap).toEqual(upstreamOperators.OperatorMap);
  });

  it('are replaced at every depth of plain objects', () => {
    const Op = require('sequelize-rs/lib/operators');
    const holder = { ...operators };
    holder.setOperatorsAliases({ $gt: Op.gt, $or: Op.or });
    expect(holder._replaceAliases({ $or: { a: { $gt: 1 } } })).toEqual({ [Op.or]: { a: { [Op.gt]: 1 } } });
  });
});
