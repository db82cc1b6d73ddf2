// Data types against those of v6: what they are made of, their SQL, what they accept; and types of the user's own.
const { inspect } = require('node:util');
const v6 = require('sequelize');
const ours = require('sequelize-rs');

const DIALECTS = ['', 'postgres', 'mysql', 'mariadb', 'sqlite', 'mssql'];
const mapOf = (Sequelize, dialect) => (dialect ? Sequelize.DataTypes[dialect] : Sequelize.DataTypes);
const ARGUMENTS = [
  [],
  [10],
  [10, 2],
  ['tiny'],
  ['long'],
  [{ length: 3, binary: true }],
  [{ length: 5, unsigned: true, zerofill: true }],
  [{ precision: 3, scale: 1, unsigned: true }],
  ['POINT', 4326]
];
const VALUES = [
  undefined, null, 'a', '1', '1.5', 1, 1.5, NaN, Infinity, true, 'true', 't', {}, [1, 2], Buffer.from([1]), 1n, '',
  new Date(0), '2020-01-01', '2020-02-31', 'infinity', '550e8400-e29b-41d4-a716-446655440000', '127.0.0.1/8',
  '00:11:22:33:44:55'
]; // prettier-ignore

function attempt(run) {
  try {
    return inspect(run());
  } catch (error) {
    // The words of a TypeError name a variable of the code.
    return error instanceof TypeError ? 'TypeError' : `${error.name}: ${error.message}`;
  }
}

/** Types with a text as length where a number belongs, and the like, throw in v6 or print nonsense. */
function makesSense(name, args) {
  const takesWord = ['TEXT', 'BLOB', 'VIRTUAL', 'ENUM'].includes(name);
  const takesShape = ['GEOMETRY', 'GEOGRAPHY', 'ENUM'].includes(name);
  if (args.length === 0 || typeof args[0] === 'object') return !takesWord && !takesShape ? true : args.length === 0;
  if (takesShape) return args[0] === 'POINT';
  return takesWord ? ['tiny', 'long'].includes(args[0]) : typeof args[0] === 'number';
}

let printed;
beforeEach(() => {
  printed = jest.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => printed.mockRestore());

describe.each(DIALECTS)('data types of %s', dialect => {
  const names = Object.keys(mapOf(v6, dialect)).filter(
    name => typeof mapOf(v6, dialect)[name] === 'function' && name !== 'ABSTRACT'
  );
  const types = names.map(name => [name, mapOf(v6, dialect)[name], mapOf(ours, dialect)[name]]);

  it('have the names of v6', () => {
    expect(Object.keys(mapOf(ours, dialect))).toEqual(Object.keys(mapOf(v6, dialect)));
  });

  it.each(types)('%s has the properties and the SQL of v6', (name, Theirs, Ours) => {
    expect(Ours.key).toBe(Theirs.key);
    for (const args of ARGUMENTS.filter(args => makesSense(name, args))) {
      if (name === 'RANGE' || name === 'ARRAY') continue;
      const [theirs, mine] = [new Theirs(...structuredClone(args)), Ours(...structuredClone(args))];
      expect({ ...mine }).toEqual({ ...theirs });
      const escape = text => `'${text}'`;
      expect(attempt(() => mine.toSql())).toBe(attempt(() => theirs.toSql({ escape })));
    }
  });

  it.each(types)('%s accepts and sanitizes what v6 does', (name, Theirs, Ours) => {
    const [theirs, mine] = [new Theirs(), new Ours()];
    for (const method of ['validate', '_sanitize']) {
      expect(typeof mine[method]).toBe(typeof theirs[method]);
      if (!theirs[method]) continue;
      for (const value of VALUES) {
        expect(attempt(() => mine[method](value))).toBe(attempt(() => theirs[method](value)));
      }
    }
    if (!theirs._isChanged) return;
    for (const value of VALUES) {
      for (const other of VALUES) expect(mine._isChanged(value, other)).toBe(theirs._isChanged(value, other));
    }
  });
});

describe("a type of the user's own", () => {
  const { DataTypes, Sequelize, Utils, Op } = ours;

  class Cents extends DataTypes.ABSTRACT {
    toSql() {
      return 'INTEGER';
    }
    _stringify(value) {
      return String(Math.round(value * 100));
    }
  }
  Cents.prototype.key = Cents.key = 'CENTS';
  const CENTS = Utils.classToInvokable(Cents);

  it('is made by its own class, with and without new', () => {
    expect(new CENTS()).toBeInstanceOf(Cents);
    expect(String(CENTS())).toBe('INTEGER');
  });

  it('writes its values, in rows and in conditions', async () => {
    const statements = [];
    const sequelize = new Sequelize('sqlite::memory:', { logging: sql => statements.push(sql) });
    const Price = sequelize.define('price', { amount: { type: CENTS, field: 'cents' } }, { timestamps: false });
    await sequelize.sync();
    await Price.create({ amount: 1.25 });
    await Price.bulkCreate([{ amount: 2 }]);
    const found = await Price.findAll({ where: { amount: { [Op.in]: [1.25, 2] } } });
    expect(found.map(price => price.amount)).toEqual([125, 200]);
    expect(statements.at(-1)).toContain("IN ('125', '200')");
    await sequelize.close();
  });
});
