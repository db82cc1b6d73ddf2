// `bulkCreate` of many rows, which cross as a table and run as one prepared statement: what is logged, stored and left in
// the instances must be as with sequelize 6.
const ours = require('sequelize-rs');
const upstream = require('sequelize');

/** More than one run of the statement and less than two. */
const COUNT = 130;
const TIME = new Date(Date.UTC(2024, 1, 29));

async function open(Sequelize) {
  const T = Sequelize.DataTypes;
  const log = [];
  const sequelize = new Sequelize({ dialect: 'sqlite', logging: text => log.push(text) });
  const Row = sequelize.define('Row', {
    name: { type: T.STRING, field: 'full_name' },
    active: { type: T.BOOLEAN, defaultValue: true },
    at: T.DATE,
    meta: T.JSON,
    bytes: T.BLOB,
    price: T.DOUBLE,
    day: T.DATEONLY,
    label: T.VIRTUAL,
    code: { type: T.STRING, unique: true }
  });
  await sequelize.sync();
  log.length = 0;
  return { Sequelize, sequelize, Row, log };
}

const many = make =>
  Array.from({ length: COUNT }, (_, index) => ({ createdAt: TIME, updatedAt: TIME, ...make(index) }));

const programs = {
  'values of all types': ({ Row }) =>
    Row.bulkCreate(
      many(index => ({
        name: index % 7 ? `ü ${index}` : null,
        active: index % 2 === 0,
        at: index % 3 ? TIME : new Date(index),
        meta: index % 2 ? { index } : [index],
        bytes: Buffer.from([index]),
        price: index / 7,
        day: '2024-02-29',
        label: 'not stored'
      }))
    ),
  'columns that come late': ({ Row }) =>
    Row.bulkCreate(many(index => (index < 120 ? { code: `c${index}` } : { price: 1, name: 'late' }))),
  'an attribute that comes before the others': ({ Row }) =>
    Row.bulkCreate(many(index => (index < 5 ? { code: `c${index}` } : { code: `c${index}`, name: 'x', meta: {} }))),
  'rows with an expression': ({ Row, Sequelize }) =>
    Row.bulkCreate(many(index => ({ name: index === 77 ? Sequelize.fn('upper', 'x') : 'x' }))),
  'only some fields': ({ Row }) =>
    Row.bulkCreate(
      many(index => ({ name: 'x', price: index })),
      { fields: ['price', 'createdAt', 'updatedAt'] }
    ),
  // The first row's own timestamps are not stored, since the fields do not have them yet.
  'timestamps that are missing later': ({ Row }) => {
    const rows = many(index => (index === 0 ? { name: 'x' } : { name: 'x', createdAt: undefined, updatedAt: null }));
    return Row.bulkCreate(rows, { fields: ['name'] }).then(
      () => 'no error',
      error => [error.name, error.message]
    );
  },
  'keys that are given': ({ Row }) => Row.bulkCreate(many(index => ({ id: 1000 - index, name: `${index}` }))),
  'duplicates that are ignored': async ({ Row }) => {
    await Row.bulkCreate(
      many(index => ({ code: `c${index % 50}` })),
      { ignoreDuplicates: true }
    );
  },
  'duplicates that update': ({ Row }) =>
    Row.bulkCreate(
      many(index => ({ code: `c${index % 50}`, price: index })),
      {
        updateOnDuplicate: ['price'],
        conflictAttributes: ['code']
      }
    ),
  'duplicates that fail': ({ Row }) =>
    Row.bulkCreate(many(index => ({ code: `c${index % 129}` }))).then(
      () => 'no error',
      error => [error.name, error.message, error.sql, error.errors?.map(item => item.message)]
    ),
  'a hook that changes the rows': ({ Row }) => {
    Row.addHook('beforeBulkCreate', rows => {
      rows.pop();
      for (const row of rows) row.name = 'hooked';
    });
    return Row.bulkCreate(many(() => ({ name: 'x' })));
  },
  'a hook that takes all rows away': ({ Row }) => {
    Row.addHook('beforeBulkCreate', rows => void (rows.length = 0));
    return Row.bulkCreate(many(() => ({ name: 'x' }))).then(
      rows => rows.length,
      error => error.name
    );
  },
  'queries that are listened to': async ({ Row, sequelize }) => {
    const types = [];
    sequelize.addHook('beforeQuery', options => void types.push(options.type));
    await Row.bulkCreate(many(() => ({ name: 'x' })));
    return types;
  }
};

async function run(Sequelize, program) {
  const opened = await open(Sequelize);
  const result = await program(opened);
  const isRows = Array.isArray(result) && typeof result[0]?.get === 'function';
  const seen = isRows
    ? result.map(row => [Object.keys(row.dataValues), row.get(), row.changed(), row.previous('name'), row.isNewRecord])
    : result;
  const log = opened.log.map(text => text.replace(/'20(?!24-02-29)[^']*\+00:00'/g, 'NOW'));
  const stored = await opened.sequelize.query('SELECT * FROM `Rows` ORDER BY id', { type: 'SELECT' });
  await opened.sequelize.close();
  return { seen, log, stored };
}

test.each(Object.entries(programs))('%s', async (_name, program) => {
  const [mine, theirs] = [await run(ours, program), await run(upstream, program)];
  expect(mine).toEqual(theirs);
  expect(mine.log.join()).toContain('INSERT');
});

test('a bulkInsert, or a bulkInsertQuery, of a user gets objects', async () => {
  for (const [holder, method] of [
    [({ sequelize }) => sequelize.getQueryInterface(), 'bulkInsert'],
    [({ sequelize }) => sequelize.getQueryInterface().queryGenerator, 'bulkInsertQuery']
  ]) {
    const opened = await open(ours);
    const target = holder(opened);
    const original = target[method];
    const given = jest.fn();
    target[method] = function (...args) {
      given(args[1]);
      return original.apply(this, args);
    };
    await opened.Row.bulkCreate(many(index => ({ code: `${index}` })));
    expect(given.mock.calls[0][0][129]).toEqual({
      id: null,
      active: true,
      code: '129',
      createdAt: TIME,
      updatedAt: TIME
    });
    expect(await opened.Row.count()).toBe(COUNT);
    await opened.sequelize.close();
  }
});
