'use strict';
// Texts that are kept with places for values: what has changed is seen, and whatever is no value is compared.
const Sequelize = require('sequelize-rs');
const upstream = require('sequelize');
const { Op } = Sequelize;

function define(Package) {
  const sequelize = new Package({ dialect: 'postgres', logging: false });
  const { STRING, INTEGER, DATE } = Package;
  const User = sequelize.define('User', { name: STRING, age: INTEGER, born: DATE }, { timestamps: false });
  const Post = sequelize.define('Post', { title: STRING }, { timestamps: false });
  User.hasMany(Post, { as: 'posts' });
  Post.belongsTo(User, { as: 'author' });
  return { Package, sequelize, User, Post };
}

function text({ User }, options) {
  return User.queryGenerator.selectQuery('Users', options, User);
}

/** Asks both for all of these, one after the other, and expects the same texts. */
function expectEqual(makeAll) {
  const [expected, got] = [upstream, Sequelize].map(Package => {
    const models = define(Package);
    return makeAll(models).map(options => text(models, typeof options === 'function' ? options() : options));
  });
  expect(got).toEqual(expected);
}

function keptTexts(models) {
  const spy = { kept: 0, filled: 0 };
  const engine = models.sequelize._engine;
  const { keepTemplate, fillTemplate } = engine;
  engine.keepTemplate = args => (spy.kept++, keepTemplate.call(engine, args));
  engine.fillTemplate = (...args) => (spy.filled++, fillTemplate.apply(engine, args));
  return spy;
}

it('makes a template when a request comes again, and writes later texts with it', () => {
  const models = define(Sequelize);
  const spy = keptTexts(models);
  const texts = ['a', 'b', "it's", 'd'].map(name => text(models, { where: { name }, limit: 5 }));
  expect(texts[2]).toBe(`SELECT * FROM "Users" AS "User" WHERE "User"."name" = 'it''s' LIMIT 5;`);
  expect(texts[3]).toBe(texts[0].replace(`'a'`, `'d'`));
  expect(spy).toEqual({ kept: 1, filled: 2 });
});

it('puts safe integers in without asking the engine', () => {
  const models = define(Sequelize);
  const spy = keptTexts(models);
  const texts = [1, 2, 3, -4, 9007199254740991, 1.5, 1e21].map(age => text(models, { where: { age } }));
  expect(texts.map(one => /= (.*);/.exec(one)[1])).toEqual(['1', '2', '3', '-4', '9007199254740991', '1.5', '1e+21']);
  expect(spy).toEqual({ kept: 1, filled: 2 });
});

it('tells values apart that are written otherwise', () => {
  const values = [
    5,
    6,
    7,
    0,
    -0,
    NaN,
    null,
    true,
    false,
    '',
    'x',
    new Date(5),
    [1, 2],
    [3, 4],
    [5, 6],
    [],
    10n,
    20n,
    0n
  ];
  expectEqual(() => [...values, ...values].map(age => ({ where: { age } })));
  expectEqual(() => [...values, ...values].map(age => ({ where: { [Op.or]: [{ age }, { name: 'x' }] } })));
});

it('tells names, operators and their order apart', () => {
  const wheres = [
    { age: { [Op.gt]: 1, [Op.lt]: 2 } },
    { age: { [Op.lt]: 1, [Op.gt]: 2 } },
    { age: { [Op.gt]: 1 } },
    { age: { [Op.gt]: 1, [Op.lt]: 2, [Op.ne]: 3 } },
    { name: 'a', age: 1 },
    { age: 1, name: 'a' },
    { age: 1, [Op.or]: [{ name: 'a' }] },
    { age: 1 },
    {}
  ];
  expectEqual(() => [...wheres, ...wheres, ...wheres, ...wheres].map(where => ({ where })));
});

it('compares expressions, which are no values', () => {
  expectEqual(({ Package: { fn, col, literal, where } }) =>
    ['a', 'a', 'a', 'b', 'b', 'b'].flatMap(name => [
      { where: { name: fn('lower', name) } },
      { where: where(col('age'), name) },
      { where: literal(`'${name}'`) },
      { order: [[col(name), 'DESC'], fn('upper', name)] },
      { attributes: ['id', [fn('concat', name), 'all']] }
    ])
  );
});

it('sees attributes, keys and associations that have changed', () => {
  const included = ({ User }) => {
    const options = { include: [{ association: User.associations.posts, where: { title: 'a' }, required: false }] };
    return User._validateIncludedElements({ ...options, model: User });
  };
  expectEqual(models => {
    const { User, Post } = models;
    const options = included(models);
    const change = act => () => (act(), options);
    return [
      options,
      options,
      options,
      change(() => (options.include[0].where = { title: 'b' })),
      change(() => options.include[0].attributes.pop()),
      options,
      options,
      change(() => (options.include[0].required = true)),
      change(() => (User.associations.posts.identifierField = 'owner')),
      options,
      options,
      () => {
        Post.rawAttributes.title.field = 'heading';
        Post.refreshAttributes();
        return included(models);
      },
      () => included(models),
      () => included(models)
    ];
  });
});

it('sees an association that takes the name of a column in an order', () => {
  expectEqual(({ User, Post }) => {
    const ordered = { attributes: ['id'], order: [['name', 'ASC']] };
    const orderedByPosts = () => {
      User.hasMany(Post, { as: 'articles' });
      return User._validateIncludedElements({
        model: User,
        include: [{ association: User.associations.articles, attributes: [] }],
        order: [['articles', 'title', 'DESC']]
      });
    };
    return [ordered, ordered, ordered, orderedByPosts, ordered];
  });
});

it('keeps the texts of many different statements right', () => {
  expectEqual(() =>
    Array.from({ length: 400 }, (_, index) => ({
      attributes: ['id', `c${index % 40}`],
      where: { name: `n${index}`, age: index % 3 },
      limit: (index % 5) + 1
    }))
  );
});

it('forgets what it keeps when the version of the database becomes known', () => {
  const sequelize = new Sequelize({ dialect: 'mssql', logging: false });
  const User = sequelize.define('User', { age: Sequelize.INTEGER }, { timestamps: false });
  const engine = sequelize._engine;
  const ask = age => engine.compile('selectQuery', ['Users', { where: { age }, limit: 5 }, User]);
  const before = [1, 2, 3].map(ask);
  engine.setDatabaseVersion('10.50.1600');
  const after = [1, 2, 3, 4].map(ask);
  expect(before[2]).toMatch(/FETCH NEXT 5 ROWS ONLY/);
  expect(after.map(one => one.replace(/\d;$/, ''))).toEqual(Array(4).fill(after[0].replace(/\d;$/, '')));
  expect(after[0]).toMatch(/SELECT TOP 5/);
});
