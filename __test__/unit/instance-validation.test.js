// Validation beside sequelize 6: which items, in which order, with which words. No database.
const ours = require('sequelize-rs');
const upstream = require('sequelize');

async function outcome(Sequelize, attributes, values, options = {}, validateOptions = undefined) {
  const calls = [];
  const sequelize = new Sequelize({ dialect: 'sqlite', logging: false });
  const Thing = sequelize.define('Thing', attributes(Sequelize.DataTypes, Sequelize), options);
  for (const hook of ['beforeValidate', 'afterValidate', 'validationFailed']) {
    Thing.addHook(hook, () => void calls.push(hook));
  }
  try {
    const result = await Thing.build(values).validate(validateOptions);
    return { calls, result: result && result.constructor.name };
  } catch (error) {
    const items = error.errors.map(item => {
      const { message, type, path, value, origin, validatorKey, validatorName, validatorArgs, original } = item;
      const key = item.getValidatorKey();
      return {
        message,
        type,
        path,
        value,
        origin,
        validatorKey,
        validatorName,
        validatorArgs,
        key,
        original: `${original}`
      };
    });
    return { calls, name: error.name, message: error.message, items };
  }
}

const later = (ms = 1) => new Promise(resolve => setTimeout(resolve, ms));
const cases = {
  'missing values': [
    T => ({ a: { type: T.STRING, allowNull: false }, b: { type: T.INTEGER, allowNull: false, defaultValue: null } }),
    {}
  ],
  'a message for missing values': [
    T => ({ a: { type: T.STRING, allowNull: false, validate: { notNull: { msg: 'give a' } } } }),
    {}
  ],
  'objects where a text belongs': [
    T => ({ a: T.STRING, b: T.TEXT, c: T.JSON, d: T.STRING }),
    { a: {}, b: [1], c: {}, d: Buffer.from('x') }
  ],
  'built-in validators': [
    T => ({
      mail: { type: T.STRING, validate: { isEmail: true, len: [30, 40] } },
      n: { type: T.INTEGER, validate: { min: 5, max: { args: [1], msg: 'too big' }, isIn: [[1, 2]] } },
      url: { type: T.STRING, validate: { isUrl: { msg: 'no url' }, is: ['^x', 'i'], not: /n/, notContains: 'no' } },
      alpha: { type: T.STRING, validate: { isAlpha: true, isUUID: 4, isDate: true, equals: 'x', notEmpty: true } }
    }),
    { mail: 'x', n: 3, url: 'nope', alpha: '1' }
  ],
  'values that pass': [
    T => ({ mail: { type: T.STRING, validate: { isEmail: true, len: [1, 40] } } }),
    { mail: 'a@b.cd' }
  ],
  'functions and built-in validators together': [
    T => ({
      a: { type: T.STRING, validate: { isInt: true, throws() { throw new Error('thrown'); } } }, // prettier-ignore
      b: { type: T.STRING, validate: { async rejects() { await later(); throw new Error('late'); }, isInt: true } }, // prettier-ignore
      c: { type: T.STRING, validate: { calls(value, next) { next(new Error(`no ${value}`)); }, passes(value, next) { next(); } } } // prettier-ignore
    }),
    { a: 'x', b: 'y', c: 'z' },
    { validate: { whole() { throw new Error(`whole ${this.a}`); }, done(next) { later(3).then(() => next('text')); } } } // prettier-ignore
  ],
  'null where it is allowed': [
    T => ({ a: { type: T.STRING, allowNull: true, validate: { isInt: true, mine(value) { if (value === null) throw new Error('null'); } } } }), // prettier-ignore
    { a: null }
  ],
  'an unknown validator': [T => ({ a: { type: T.STRING, validate: { isWhatever: true } } }), { a: 'x' }],
  'expressions are left alone': [(T, S) => ({ a: { type: T.STRING, allowNull: false, defaultValue: S.fn('x') } }), {}],
  'a skipped attribute': [
    T => ({ a: { type: T.STRING, validate: { isInt: true } }, b: { type: T.STRING, allowNull: false } }),
    { a: 'x' },
    {},
    { skip: ['a'] }
  ],
  'listed attributes': [
    T => ({ a: { type: T.STRING, validate: { isInt: true } }, b: { type: T.STRING, allowNull: false } }),
    { a: 'x' },
    {},
    { fields: ['a'] }
  ],
  'without hooks': [T => ({ a: { type: T.STRING, validate: { isInt: true } } }), { a: 'x' }, {}, { hooks: false }]
};

describe('validation', () => {
  it.each(Object.entries(cases))('%s: as in v6', async (_name, [attributes, values, options, validateOptions]) => {
    const expected = await outcome(upstream, attributes, values, options, validateOptions);
    expect(await outcome(ours, attributes, values, options, validateOptions)).toEqual(expected);
  });

  it('knows the names and gives the answers of v6', () => {
    const [theirs, mine] = [upstream.Validator, ours.Validator];
    const names = Object.keys(theirs).filter(name => typeof theirs[name] === 'function');
    expect(names.filter(name => typeof mine[name] !== 'function')).toEqual([]);
    const texts = [
      '',
      ' ',
      'a',
      '-5',
      '.5',
      '-.5',
      '1e5',
      '2020-01-01',
      'x@y.zz',
      'http://a.bc',
      '::1',
      '127.0.0.1',
      'abc'
    ];
    const calls = {
      notEmpty: [],
      isDecimal: [],
      isUrl: [],
      isIPv4: [],
      isIPv6: [],
      isDate: [],
      isNull: [],
      len: [1, 3]
    };
    Object.assign(calls, { notIn: [['a']], regex: ['a', 'i'], notRegex: [/b/g], min: [2], max: [2], not: ['a'] });
    Object.assign(calls, { contains: ['a'], notContains: [''], is: [/^a/] });
    for (const [name, args] of Object.entries(calls)) {
      for (const text of texts)
        expect([name, text, !!mine[name](text, ...args)]).toEqual([name, text, !!theirs[name](text, ...args)]);
    }
  });
});
