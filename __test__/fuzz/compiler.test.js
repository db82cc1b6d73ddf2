'use strict';
// Anything may come in as an option: the compiler answers with text or with an ordinary error, at once, always.
const Sequelize = require('sequelize-rs');
const { Random } = require('../parity/support/random');

const CASES = Number(process.env.FUZZ_CASES ?? 20000);
const DIALECTS = ['sqlite', 'postgres', 'mysql', 'mariadb', 'mssql'];
const NAMES = [
  'id',
  'name',
  'meta',
  'tags',
  'born',
  '$name$',
  'a.b',
  'meta.x::integer',
  '__proto__',
  'constructor',
  '',
  '*',
  '`',
  '"',
  "'",
  '\0',
  'x]; --',
  '😀',
  '\ud800'
];
const { Op } = Sequelize;
const OPERATORS = Object.values(Op);

function randomValue(random, depth) {
  const roll = random.int(depth > 0 ? 16 : 10);
  switch (roll) {
    case 0:
      return null;
    case 1:
      return undefined;
    case 2:
      return random.chance(0.5);
    case 3:
      return random.pick([0, -0, 1, -1, 1.5, NaN, Infinity, 2 ** 53, 1e300, 5e-324]);
    case 4:
    case 5:
      return random.pick(NAMES) + random.list(0, 8, () => String.fromCharCode(random.int(0xffff))).join('');
    case 6:
      return new Date(random.pick([0, NaN, 8.64e15, -8.64e15, 1e12]));
    case 7:
      return Buffer.from(random.list(0, 6, () => random.int(256)));
    case 8:
      return random.pick([1n, -(2n ** 70n)]);
    case 9:
      return random.pick([() => 1, Symbol('x'), Op.eq, new Map([[1, 2]]), /x/g, new (class Odd {})()]);
    case 10:
    case 11:
      return random.list(0, 4, () => randomValue(random, depth - 1));
    case 12:
      return random.pick([
        () => Sequelize.fn(random.pick(NAMES), randomValue(random, depth - 1)),
        () => Sequelize.col(random.pick(NAMES)),
        () => Sequelize.literal(randomValue(random, depth - 1)),
        () => Sequelize.cast(randomValue(random, depth - 1), random.pick(['integer', 'x; y', ''])),
        () => Sequelize.json(randomValue(random, depth - 1), randomValue(random, depth - 1)),
        () =>
          Sequelize.where(
            Sequelize.col('id'),
            random.pick([...OPERATORS, '=', 'or 1=1 --']),
            randomValue(random, depth - 1)
          )
      ])();
    default:
      return randomObject(random, depth);
  }
}

function randomObject(random, depth) {
  const object = random.chance(0.1) ? Object.create(null) : {};
  for (let count = random.int(4); count > 0; count--) {
    const key = random.chance(0.3) ? random.pick(OPERATORS) : random.pick(NAMES);
    Object.defineProperty(object, key, {
      value: randomValue(random, depth - 1),
      enumerable: true,
      configurable: true,
      writable: true
    });
  }
  return object;
}

const asText = (_, value) => (typeof value === 'bigint' ? String(value) : value);

function answer(call) {
  try {
    const text = call();
    return typeof text === 'string' ? undefined : `gave ${typeof text}`;
  } catch (error) {
    if (!(error instanceof Error)) return `threw no Error but ${String(error)}`;
    if (/panic|unreachable|index out of/i.test(error.message)) return `broke: ${error.message}`;
    return undefined;
  }
}

describe.each(DIALECTS)('%s', dialect => {
  const sequelize = new Sequelize('db', 'user', 'password', { dialect, logging: false });
  const { DataTypes } = Sequelize;
  const Thing = sequelize.define('Thing', {
    name: DataTypes.STRING,
    meta: DataTypes.JSON,
    born: DataTypes.DATE,
    tags: dialect === 'postgres' ? DataTypes.ARRAY(DataTypes.STRING) : DataTypes.STRING
  });
  const generator = sequelize.getQueryInterface().queryGenerator;

  it(`survives ${CASES} odd finder options`, () => {
    const random = new Random(17);
    for (let done = 0; done < CASES; done++) {
      const options = {};
      for (const name of random.some(
        ['where', 'attributes', 'order', 'group', 'having', 'limit', 'offset', 'lock'],
        0.4
      )) {
        options[name] = randomValue(random, 3);
      }
      const fault = answer(() => generator.selectQuery('things', options, Thing));
      if (fault) throw new Error(`case ${done}: ${fault}\n${require('node:util').inspect(options, { depth: 9 })}`);
    }
  });

  it('never lets a key or a value of plain JSON change what else is selected', () => {
    const random = new Random(23);
    for (let done = 0; done < CASES / 10; done++) {
      // JSON of a request body has no symbols: whatever it holds is data.
      const text = JSON.stringify(randomValue(random, 3), asText) ?? 'null';
      const body = JSON.parse(text);
      const fault = answer(() => generator.selectQuery('things', { where: { name: body } }, Thing));
      if (fault) throw new Error(`case ${done}: ${fault}\n${text}`);
    }
    expect({}.polluted).toBeUndefined();
  });
});
