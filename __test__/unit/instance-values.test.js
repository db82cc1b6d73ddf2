// Values of an instance and what is remembered of them: the same calls on sequelize 6 and on ours. No database.
const ours = require('sequelize-rs');
const upstream = require('sequelize');

function definePerson(Sequelize) {
  const T = Sequelize.DataTypes;
  const sequelize = new Sequelize({ dialect: 'sqlite', logging: false });
  return sequelize.define('Person', {
    name: T.STRING,
    born: T.DATE,
    day: T.DATEONLY,
    active: { type: T.BOOLEAN, defaultValue: true },
    tags: { type: T.JSON, defaultValue: ['a'] },
    meta: T.JSON,
    upper: {
      type: T.STRING,
      set(value) {
        this.setDataValue('upper', value && value.toUpperCase());
      },
      get() {
        const value = this.getDataValue('upper');
        return value && `<${value}>`;
      }
    },
    label: { type: T.VIRTUAL, get() { return `${this.name}!`; } } // prettier-ignore
  });
}

/** Everything that can be seen of an instance. */
function seen(instance) {
  const names = Object.keys(instance.constructor.rawAttributes);
  return {
    dataValues: { ...instance.dataValues },
    get: instance.get(),
    raw: instance.get({ raw: true }),
    json: instance.toJSON(),
    changed: instance.changed(),
    previous: instance.previous(),
    each: names.map(name => [name, instance.changed(name), instance.previous(name), instance[name]]),
    isNewRecord: instance.isNewRecord,
    where: instance.where()
  };
}

const found = { id: 7, name: 'ann', active: false, meta: { a: { b: 1 } }, upper: 'UP' };
const date = new Date(0);
const makers = {
  new: (Person, values = {}) => Person.build(values),
  'new with values': Person => Person.build({ name: 'x', upper: 'y', nothing: 1, born: '2020-01-01', active: 'false' }),
  'new with some fields': Person => Person.build({ name: 'x', upper: 'y' }, { attributes: ['name'] }),
  'new raw': Person => Person.build({ name: 'x', upper: 'y', active: 1 }, { raw: true }),
  found: Person => Person.build({ ...found, meta: { a: { b: 1 } } }, { isNewRecord: false, raw: true })
};
const steps = {
  nothing: () => {},
  'the same value': i => i.set('name', i.name),
  'another value': i => (i.name = 'z'),
  'and back': i => ((i.name = 'z'), (i.name = 'ann')),
  'many values': i => i.set({ name: 'q', active: 'true', id: 9, createdAt: date }),
  'raw values': i => i.set({ name: 'q', active: 0 }, { raw: true }),
  'reset values': i => i.set({ name: 'q' }, { reset: true }),
  'a custom setter': i => (i.upper = 'up'),
  'a custom setter with news': i => (i.upper = 'down'),
  'setDataValue with the same': i => i.setDataValue('name', i.getDataValue('name')),
  'setDataValue with another': i => i.setDataValue('name', 'other'),
  'a JSON path': i => i.set('meta.a.b', 2),
  'a JSON path without object': i => i.set('tags.x', 2),
  'the same JSON': i => (i.meta = { a: { b: 1 } }),
  'JSON changed in place': i => i.meta && ((i.meta.c = 1), i.changed('meta', true)),
  'a mark by hand': i => i.changed('name', true),
  'a mark taken back': i => ((i.name = 'z'), i.changed('name', false)),
  'a date as text': i => (i.born = '1970-01-01T00:00:00.000Z'),
  'an unknown name': i => i.set('whatever', 1),
  'a read-only attribute': i => (i.createdAt = date),
  'an assignment to the remembered': i => ((i._previousDataValues = { name: 'before' }), i._changed.add('name')),
  undefined: i => (i.name = undefined),
  'names of Object': i => i.set({ constructor: 1, toString: 2, hasOwnProperty: 3 })
};

describe('an instance', () => {
  for (const [made, make] of Object.entries(makers)) {
    it.each(Object.entries(steps))(`(${made}) after %s is as in v6`, (_name, step) => {
      const [expected, got] = [upstream, ours].map(Sequelize => {
        const instance = make(definePerson(Sequelize));
        step(instance);
        return seen(instance);
      });
      expect(got).toEqual(expected);
    });
  }

  it('takes __proto__ as data', () => {
    const Person = definePerson(ours);
    const values = JSON.parse('{"name":"x","__proto__":{"polluted":true}}');
    for (const options of [{}, { raw: true }]) {
      expect(Person.build(values, options).dataValues.polluted).toBeUndefined();
    }
    expect({}.polluted).toBeUndefined();
  });

  it('warns of public class fields that hide attributes', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    class Shadowed extends ours.Model {
      name = 'mine';
    }
    Shadowed.init({ name: ours.DataTypes.STRING }, { sequelize: new ours({ dialect: 'sqlite', logging: false }) });
    Shadowed.build({});
    await new Promise(resolve => setTimeout(resolve, 5));
    expect(warn.mock.calls.join()).toContain('is declaring public class fields for attribute(s): "name"');
    warn.mockRestore();
  });
});

describe('a found row', () => {
  const { buildFound, foundOptions } = require('sequelize-rs/lib/model/instance/build');

  it('keeps the object it was read into and is as if built raw', () => {
    const Person = definePerson(ours);
    const values = { id: 1, name: 'a', born: date };
    const row = buildFound(Person, values, foundOptions(Person, ['id', ['n', 'name'], 'born']));
    expect(row).toBeInstanceOf(Person);
    expect(row.dataValues).toBe(values);
    expect(row._options.attributes).toEqual(['id', 'name', 'born']);
    const attributes = ['id', 'name', 'born'];
    expect(seen(row)).toEqual(seen(Person.build({ ...values }, { isNewRecord: false, raw: true, attributes })));
  });

  it('runs the constructor and the class fields of its class', () => {
    class Person extends ours.Model {
      extra = 1;
      constructor(values, options) {
        super(values, options);
        this.wasConstructed = true;
      }
    }
    Person.init({ name: ours.DataTypes.STRING }, { sequelize: new ours({ dialect: 'sqlite', logging: false }) });
    const row = buildFound(Person, { name: 'a' }, foundOptions(Person));
    expect([row.extra, row.wasConstructed, row.name, row.isNewRecord]).toEqual([1, true, 'a', false]);
  });
});

describe('util.inspect of an instance', () => {
  it('shows the fields of v6', () => {
    const { inspect } = require('node:util');
    const [expected, got] = [upstream, ours].map(Sequelize => {
      const Person = definePerson(Sequelize);
      const fresh = Person.build({ name: 'x', meta: { a: { b: { c: 1 } } } });
      const found = Person.build({ id: 1, name: 'x' }, { raw: true, isNewRecord: false });
      const shown = [inspect([fresh, { a: { b: { fresh } } }]), inspect({ found }, { depth: 0 }), inspect(found)];
      return shown.map(text => text.replace(/\s+/g, ' '));
    });
    expect(got).toEqual(expected);
  });
});
