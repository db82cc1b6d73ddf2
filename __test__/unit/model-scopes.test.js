// Scopes and how their options meet, beside sequelize 6. No database.
const ours = require('sequelize-rs');
const upstream = require('sequelize');
const { inspect } = require('node:util');

const shown = value => inspect(value, { depth: 9, sorted: true });

function definePair(options) {
  return [upstream, ours].map(Sequelize => {
    const sequelize = new Sequelize({ dialect: 'sqlite', logging: false });
    return { Sequelize, Model: sequelize.define('Person', { a: Sequelize.DataTypes.STRING }, options(Sequelize)) };
  });
}

const options = whereMergeStrategy => Sequelize => ({
  whereMergeStrategy,
  defaultScope: { where: { a: 1, [Sequelize.Op.or]: [{ a: 2 }] }, limit: 5, attributes: { exclude: ['x'] } },
  scopes: {
    one: { where: { a: 3 }, order: [['a']] },
    two: { where: { b: { [Sequelize.Op.gt]: 1 } }, order: [['b']], attributes: { exclude: ['y'], include: ['z'] } },
    made: (n, m) => ({ where: { n, m } }),
    literal: { where: Sequelize.literal('1=1') },
    having: { having: { c: 1 }, group: ['c'] }
  }
});

const requests = [
  [],
  [null],
  ['defaultScope'],
  ['one'],
  ['one', 'two'],
  [['two', 'one']],
  ['defaultScope', 'one'],
  [{ method: ['made', 1, 2] }],
  [{ method: 'made' }],
  [{ where: { own: true } }, 'having'],
  ['made'],
  ['literal', 'one'],
  ['unknown'],
  [{ method: 'unknown' }]
];
const finderOptions = [
  {},
  { where: { a: 9 } },
  { where: { z: 1 }, limit: 1, attributes: { include: ['q'] } },
  { order: [['q']], having: { d: 1 } }
];

describe.each(['overwrite', 'and'])('with whereMergeStrategy %s, a scope', strategy => {
  it.each(requests.map(request => [JSON.stringify(request), request]))('%s gives what v6 gives', (_text, request) => {
    for (const finder of finderOptions) {
      const [expected, got] = definePair(options(strategy)).map(({ Model }) => {
        try {
          const scoped = Model.scope(...request);
          const given = { ...finder };
          scoped._injectScope(given);
          return shown([scoped.name, scoped.scoped, scoped._scope, scoped._scopeNames, given, Model._scope]);
        } catch (error) {
          return [error.name, error.message];
        }
      });
      expect(got).toEqual(expected);
    }
  });
});

describe('addScope', () => {
  it('refuses to replace a scope unless told to', () => {
    const [, { Model }] = definePair(options('overwrite'));
    expect(() => Model.addScope('one', {})).toThrow('The scope one already exists. Pass { override: true } as options');
    expect(() => Model.addScope('defaultScope', {})).toThrow('The scope defaultScope already exists.');
    Model.addScope('one', { limit: 1 }, { override: true });
    Model.addScope('defaultScope', { limit: 2 }, { override: true });
    expect(Model.scope('one')._scope).toEqual({ limit: 1 });
    expect(Model._scope).toEqual({ limit: 2 });
  });
});
