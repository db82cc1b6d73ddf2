// What `Model.init` derives from attributes and options, beside sequelize 6. No database.
const ours = require('sequelize-rs');
const upstream = require('sequelize');

/** The same definition made by both; the function gets the package. */
function bothModels(attributes, options = {}) {
  return [upstream, ours].map(Sequelize => {
    const sequelize = new Sequelize({ dialect: 'sqlite', logging: false });
    return sequelize.define('Person', attributes(Sequelize.DataTypes), options);
  });
}

/** Static state as data: types become their SQL, functions their presence. */
function stateOf(model) {
  const plain = value =>
    JSON.parse(
      JSON.stringify(value, (key, inner) => {
        if (key === 'Model') return inner.name;
        if (inner && typeof inner.toSql === 'function') return inner.toSql();
        if (inner instanceof Set) return [...inner];
        return typeof inner === 'function' ? 'function' : inner;
      }) ?? 'null'
    );
  const names = [
    'name tableName underscored rawAttributes tableAttributes fieldRawAttributesMap fieldAttributeMap',
    'primaryKeys primaryKeyAttribute primaryKeyAttributes primaryKeyField autoIncrementAttribute uniqueKeys',
    '_schema _schemaDelimiter _indexes _scope _scopeNames _timestampAttributes _versionAttribute _readOnlyAttributes',
    '_hasReadOnlyAttributes _dataTypeChanges _dataTypeSanitizers _virtualAttributes _jsonAttributes _hasJsonAttributes',
    '_hasVirtualAttributes _hasDefaultValues _defaultValues _hasBooleanAttributes _hasDateAttributes _hasPrimaryKeys'
  ]
    .join(' ')
    .split(' ');
  const state = Object.fromEntries(names.map(name => [name, plain(model[name])]));
  const { prototype } = model;
  for (const name of ['_customGetters', '_customSetters', '_hasCustomGetters', '_hasCustomSetters', 'validators']) {
    state[`prototype.${name}`] = plain(prototype[name]);
  }
  state.accessors = Object.keys(model._attributeManipulation).sort();
  return state;
}

const definitions = {
  'a plain model': [T => ({ name: T.STRING, age: T.INTEGER })],
  'renamed, unique and virtual attributes': [
    T => ({
      fullName: { type: T.VIRTUAL(T.STRING, ['first']), get: () => 'x' },
      first: { type: T.STRING, field: 'first_name', unique: true },
      a: { type: T.INTEGER, unique: 'pair' },
      b: { type: T.INTEGER, unique: { name: 'pair', msg: 'taken' } },
      meta: { type: T.JSONB, index: true },
      ok: { type: T.BOOLEAN, defaultValue: false, validate: { notNull: true }, allowNull: false }
    }),
    { indexes: [{ fields: ['a', 'b'] }, { type: 'UNIQUE', fields: [{ name: 'first_name' }], name: 'mine' }] }
  ],
  'underscored, paranoid, versioned, renamed timestamps': [
    T => ({ firstName: T.STRING }),
    { underscored: true, paranoid: true, version: 'revision', createdAt: 'made', updatedAt: false, schema: 'tenant' }
  ],
  'a primary key of its own': [
    T => ({ key: { type: T.UUID, primaryKey: true, defaultValue: T.UUIDV4 } }),
    { timestamps: false, freezeTableName: true, getterMethods: { both: () => 1 }, setterMethods: { both: () => {} } }
  ]
};

describe('a model', () => {
  it.each(Object.entries(definitions))('has the static state of v6: %s', (_name, [attributes, options]) => {
    const [expected, got] = bothModels(attributes, options);
    expect(stateOf(got)).toEqual(stateOf(expected));
  });

  it("refuses what v6 refuses, in v6's words", () => {
    const wrong = [
      [T => ({ id: T.INTEGER })],
      [
        T => ({
          a: { type: T.INTEGER, primaryKey: true, autoIncrement: true },
          b: { type: T.INTEGER, autoIncrement: true }
        })
      ],
      [T => ({ a: { type: T.STRING, validate: { notNull: true } } })],
      [() => ({ a: {} })],
      [T => ({ a: T.STRING }), { validate: { a() {} } }],
      [T => ({ a: T.STRING }), { validate: { b: 1 } }],
      [T => ({ a: T.STRING }), { createdAt: '' }],
      [T => ({ a: T.STRING }), { createdAt: {} }],
      [T => ({ a: T.STRING }), { whereMergeStrategy: 'or' }],
      [T => ({ a: T.STRING }), { indexes: [{ name: 'x' }] }]
    ];
    for (const [attributes, options = {}] of wrong) {
      const messages = [upstream, ours].map(Sequelize => {
        const sequelize = new Sequelize({ dialect: 'sqlite', logging: false });
        try {
          sequelize.define('Person', attributes(Sequelize.DataTypes), options);
        } catch (error) {
          return error.message;
        }
      });
      expect(messages[0]).toBeDefined();
      expect(messages[1]).toBe(messages[0]);
    }
  });

  it('counts from 0 in a version attribute the user declared', () => {
    const sequelize = new ours({ dialect: 'sqlite', logging: false });
    const declared = { version: ours.DataTypes.INTEGER };
    const Person = sequelize.define('Person', declared, { version: true });
    expect(Person.build({}).version).toBe(0);
    expect(declared).toEqual({ version: ours.DataTypes.INTEGER });
  });

  it('has the static and instance methods of v6, with their lengths', () => {
    const known = ['sequelize', 'options', 'Association', 'BelongsTo', 'HasMany', 'HasOne', 'BelongsToMany', 'Mixin'];
    for (const [from, to, what] of [
      [upstream.Model, ours.Model, 'static'],
      [upstream.Model.prototype, ours.Model.prototype, 'instance']
    ]) {
      for (const name of Object.getOwnPropertyNames(from)) {
        const { value } = Object.getOwnPropertyDescriptor(from, name);
        if (known.includes(name) || typeof value !== 'function' || name === 'constructor') continue;
        expect([what, name, typeof to[name]]).toEqual([what, name, 'function']);
        if (name.startsWith('_') || /ook/.test(name)) continue;
        expect([what, name, to[name].length]).toEqual([what, name, value.length]);
      }
    }
  });
});
