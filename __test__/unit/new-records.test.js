// Many new records with the same keys, which are written down by a generated function after some of them: each is
// compared with the one that sequelize 6 builds. No database, but for the last.
const ours = require('sequelize-rs');
const upstream = require('sequelize');

/** Well past the use from which a function is generated. */
const COUNT = 60;

function define({ Sequelize, DataTypes: T }) {
  const sequelize = new Sequelize({ dialect: 'sqlite', logging: false });
  let calls = 0;
  const Thing = sequelize.define('Thing', {
    name: T.STRING,
    born: T.DATE,
    day: T.DATEONLY,
    active: { type: T.BOOLEAN, defaultValue: true },
    open: T.BOOLEAN,
    tags: { type: T.JSON, defaultValue: ['a'] },
    count: { type: T.INTEGER, defaultValue: () => ++calls },
    meta: T.JSON,
    data: T.BLOB,
    label: T.VIRTUAL,
    2: T.INTEGER
  });
  return { Thing, callsOf: () => calls, fn: sequelize.fn('upper', 'x') };
}

/** Everything that can be seen of an instance. */
function seen(instance) {
  return {
    keys: Object.keys(instance.dataValues),
    dataValues: { ...instance.dataValues },
    changed: instance.changed(),
    previous: instance._previousDataValues,
    previousKeys: Object.keys(instance._previousDataValues),
    isNewRecord: instance.isNewRecord
  };
}

const kinds = {
  'plain values': index => ({ name: `n${index}`, active: index % 2 === 0, born: new Date(index) }),
  'values that are made to fit': index => ({ open: ['true', 'false', 1, 0, 7][index % 5], born: '2024-01-02', day: new Date(0) }),
  'values that are missing now and then': index => ({ name: index % 3 ? 'x' : undefined, meta: index % 2 ? null : { a: 1 } }),
  'defaults that are undefined now and then': index => ({ name: 'x', active: index % 4 ? false : undefined }),
  'a key that is given, null or undefined': index => ({ id: [index + 1, null, undefined][index % 3], name: 'x' }),
  'keys that are no attributes': index => ({ nothing: index, name: 'x', constructor: 1, toString: 2 }),
  'timestamps': index => ({ createdAt: new Date(index), updatedAt: '2020-01-01', name: 'x' }),
  'a virtual attribute, bytes and an index as a name': index => ({ label: index, data: Buffer.from([index]), 2: index, name: 1 }),
  'nothing': () => ({}),
  'paths into JSON': index => ({ meta: { a: {} }, 'meta.a.b': index })
}; // prettier-ignore

describe.each(Object.entries(kinds))('%s', (_name, make) => {
  test('every record is as sequelize 6 builds it', () => {
    const [mine, theirs] = [define(ours), define(upstream)];
    for (let index = 0; index < COUNT; index++) {
      const values = make(index);
      expect(seen(mine.Thing.build(make(index)))).toEqual(seen(theirs.Thing.build(values)));
    }
    expect(mine.callsOf()).toBe(theirs.callsOf());
  });
});

test('an expression stays what it is', () => {
  const [mine, theirs] = [define(ours), define(upstream)];
  for (let index = 0; index < COUNT; index++) {
    const [own, other] = [mine, theirs].map(({ Thing, fn }) => Thing.build({ name: fn, born: fn, open: fn }));
    expect(own.dataValues.born).toBe(mine.fn);
    expect(Object.keys(own.dataValues)).toEqual(Object.keys(other.dataValues));
    expect(own.changed()).toEqual(other.changed());
  }
});

test('records with the same keys do not share what they remember', () => {
  const { Thing } = define(ours);
  const [first, second] = Array.from({ length: COUNT }, () => Thing.build({ name: 'a' })).slice(-2);
  first.set('meta', { a: 1 });
  expect(first.changed()).toEqual(['name', 'meta']);
  expect(second.changed()).toEqual(['name']);
  expect(Thing.build({ name: 'b' }).changed()).toEqual(['name']);
  first.dataValues.tags.push('b');
  expect(second.dataValues.tags).toEqual(['a']);
});

describe('what somebody replaced or added is used by the next record', () => {
  const warm = Thing => Array.from({ length: COUNT }, () => Thing.build({ name: 'a' }));

  test('set', () => {
    const { Thing } = define(ours);
    warm(Thing);
    const set = jest.fn(Thing.prototype.set);
    Thing.prototype.set = set;
    Thing.build({ name: 'a' });
    expect(set).toHaveBeenCalledWith({ name: 'a' }, expect.objectContaining({ isNewRecord: true }));
  });

  test('a setter, a default and an attribute, once the attributes are refreshed', () => {
    const { Thing } = define(ours);
    warm(Thing);
    Thing.rawAttributes.name.set = function (value) {
      this.setDataValue('name', `${value}!`);
    };
    Thing.rawAttributes.open.defaultValue = false;
    Thing.refreshAttributes();
    expect(Thing.build({ name: 'a' }).dataValues).toMatchObject({ name: 'a!', open: false });
  });

  test('the constructor of a class', () => {
    const { Sequelize, DataTypes, Model } = ours;
    const sequelize = new Sequelize({ dialect: 'sqlite', logging: false });
    class Own extends Model {
      constructor(values, options) {
        super({ ...values, name: `${values.name}?` }, options);
        this.made = true;
      }
    }
    Own.init({ name: DataTypes.STRING }, { sequelize });
    const last = warm(Own).at(-1);
    expect([last.get('name'), last.made]).toEqual(['a?', true]);
  });
});

it('has both of two attributes of one column once it is saved, as v6', async () => {
  const told = [];
  for (const Sequelize of [require('sequelize'), require('sequelize-rs')]) {
    const sequelize = new Sequelize({ dialect: 'sqlite', storage: ':memory:', logging: false });
    const { STRING } = Sequelize.DataTypes;
    const Thing = sequelize.define('Thing', { name: { type: STRING, field: 'label' }, label: STRING, other: STRING });
    await sequelize.query('CREATE TABLE Things (id INTEGER PRIMARY KEY, label TEXT, other TEXT, createdAt, updatedAt)');
    const { name, label, other } = (await Thing.create({ label: 'one', other: 'two' })).get();
    told.push({ name, label, other });
    await sequelize.close();
  }
  expect(told[0].name).toBe('one');
  expect(told[1]).toEqual(told[0]);
});
