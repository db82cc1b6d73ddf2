'use strict';
// Joined rows become trees in the engine: what crosses, and that nobody can tell. Beside sequelize 6, on SQLite.
const slicesSeen = [];
const rowsModule = require('sequelize-rs/lib/bridge/rows');
const { takeSlice } = rowsModule;
rowsModule.takeSlice = (...args) => {
  const slice = takeSlice(...args);
  slicesSeen.push({ rows: slice.rows, isNested: slice.isNested, text: slice.cursor.latin1.length });
  return slice;
};
const upstream = require('sequelize');
const ours = require('sequelize-rs');

const open = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(sequelize => sequelize.close()));
  jest.restoreAllMocks();
});

/** Users with posts and badges, posts with tags, everybody with a city. */
async function blog(Sequelize, options) {
  const { DataTypes } = Sequelize;
  const sequelize = new Sequelize({ dialect: 'sqlite', storage: ':memory:', logging: false, ...options });
  open.push(sequelize);
  const plain = { timestamps: false };
  const City = sequelize.define('City', { name: DataTypes.STRING }, plain);
  const User = sequelize.define(
    'User',
    { name: DataTypes.STRING, isActive: DataTypes.BOOLEAN, born: DataTypes.DATE },
    plain
  );
  const Post = sequelize.define('Post', { title: DataTypes.STRING, meta: DataTypes.JSON }, plain);
  const Badge = sequelize.define(
    'Badge',
    { code: { type: DataTypes.STRING, primaryKey: true }, rank: DataTypes.FLOAT },
    plain
  );
  const Tag = sequelize.define(
    'Tag',
    { id: { type: DataTypes.UUID, primaryKey: true }, label: DataTypes.STRING },
    plain
  );
  User.belongsTo(City, { as: 'city' });
  User.hasMany(Post, { as: 'posts', foreignKey: 'userId' });
  User.hasMany(Badge, { as: 'badges', foreignKey: 'userId' });
  User.hasOne(Post, { as: 'firstPost', foreignKey: 'userId' });
  Post.belongsTo(User, { as: 'author', foreignKey: 'userId' });
  Post.belongsToMany(Tag, { as: 'tags', through: 'PostTags', timestamps: false });
  Tag.belongsToMany(Post, { as: 'posts', through: 'PostTags', timestamps: false });
  await sequelize.sync();
  return { Sequelize, sequelize, City, User, Post, Badge, Tag };
}

async function fill({ City, User, Post, Badge, Tag }) {
  await City.bulkCreate([{ name: 'Zürich' }, { name: '東京' }]);
  const born = new Date(Date.UTC(2001, 1, 3, 4, 5, 6, 789));
  await User.bulkCreate([
    { name: 'Ann', isActive: true, born, cityId: 2 },
    { name: 'Bob', isActive: false, cityId: 1 },
    { name: '', born }
  ]);
  const posts = await Post.bulkCreate([
    { title: 'one', userId: 2, meta: { deep: [1, null] } },
    { title: 'two', userId: 1 },
    { title: 'drei €', userId: 2 },
    { title: 'nobody’s' }
  ]);
  await Badge.bulkCreate(['1', 'a', 'é'].map((code, index) => ({ code, rank: index / 3, userId: 1 + (index % 2) })));
  const tags = await Tag.bulkCreate(
    [1, 2].map(n => ({ id: `00000000-0000-4000-8000-00000000000${n}`, label: `tag ${n}` }))
  );
  for (const [index, post] of posts.slice(0, 3).entries()) await post.setTags(index === 1 ? tags : tags.slice(0, 1));
}

const finders = {
  'relations to one only': { include: ['city', 'firstPost'] },
  'two relations to many': { include: ['posts', 'badges'], order: ['id'] },
  'four levels': { include: [{ association: 'posts', include: [{ association: 'tags', include: [{ association: 'posts', include: ['author'] }] }] }, 'city'] },
  'listed attributes without keys': { attributes: ['name'], include: [{ association: 'posts', attributes: ['title'] }] },
  'attributes of a calculation': { attributes: { include: [['1', 'one']] }, include: [{ association: 'posts', attributes: [['title', 'name']] }] },
  'nothing of a level': { include: [{ association: 'posts', attributes: [] }, 'city'] },
  'nothing of a level with relations below': { include: [{ association: 'city', attributes: [] }, { association: 'firstPost', attributes: [], include: ['author'] }] },
  'no join model': { include: [{ association: 'posts', include: [{ association: 'tags', through: { attributes: [] } }] }] },
  'a part of a join model': { include: [{ association: 'posts', required: true, include: [{ association: 'tags', required: true, through: { attributes: ['PostId'] } }] }] },
  'a part of a join model, and a subquery filtered by it': { limit: 2, include: [{ association: 'posts', required: true, include: [{ association: 'tags', required: true, through: { attributes: ['PostId'] } }] }] },
  'separate ones between': { include: [{ association: 'posts', separate: true }, 'city', 'badges'], order: ['id'] },
  'one row': { include: ['posts', 'badges'], limit: 1, plain: true },
  'nobody': { where: { name: 'Zoe' }, include: ['posts'] },
  'raw rows': { include: ['posts'], raw: true },
  'raw rows, nested': { include: ['posts'], raw: true, nest: true },
  'equal rows put together by a group': { attributes: [[fn('COUNT', col('posts.id')), 'count']], include: [{ association: 'posts', attributes: [] }], group: ['User.name'] }
}; // prettier-ignore

function fn(name, argument) {
  return Sequelize => Sequelize.fn(name, argument(Sequelize));
}

function col(path) {
  return Sequelize => Sequelize.col(path);
}

function realise(value, Sequelize) {
  if (typeof value === 'function') return value(Sequelize);
  if (Array.isArray(value)) return value.map(one => realise(one, Sequelize));
  if (Object.prototype.toString.call(value) !== '[object Object]') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, realise(one, Sequelize)]));
}

/** Everything about a result that can be seen, in its order. */
function seen(value) {
  if (Array.isArray(value)) return value.map(seen);
  if (typeof value?.get !== 'function') return value;
  const { dataValues, _options } = value;
  return {
    model: value.constructor.name,
    values: Object.entries(dataValues).map(([key, one]) => [key, seen(one)]),
    own: Object.keys(value).filter(key => !['uniqno', 'isNewRecord'].includes(key) && !key.startsWith('_')),
    isSame: Object.keys(dataValues).every(key => !Object.hasOwn(value, key) || value[key] === dataValues[key]),
    isNewRecord: value.isNewRecord,
    changed: value.changed(),
    previous: Object.keys(value._previousDataValues).filter(key => value.constructor.rawAttributes[key]),
    options: [_options.raw, _options.includeValidated, _options.includeNames, _options.attributes]
  };
}

const WAYS = {
  'at once': undefined,
  'on the thread of the connection': { dialectOptions: { inlineReads: false } }
};

describe.each(Object.entries(WAYS))('read %s', (_, options) => {
  it.each(Object.entries(finders))('gives what v6 gives: %s', async (_, finder) => {
    const results = [];
    for (const [Sequelize, own] of [[upstream], [ours, options]]) {
      const models = await blog(Sequelize, own);
      await fill(models);
      // The third time a shape is read by generated code.
      for (let times = 0; times < 3; times++) await models.User.findAll(realise(finder, Sequelize)).catch(() => {});
      const found = models.User.findAll(realise(finder, Sequelize));
      results.push(await found.then(seen, error => ({ name: error.name })));
    }
    expect(results[1]).toEqual(results[0]);
    expect(JSON.stringify(results[1])).toBe(JSON.stringify(results[0]));
  });
});

describe('what crosses', () => {
  const USERS = 3;
  const EACH = 100;

  async function crossing(options) {
    const models = await blog(ours, options);
    const { User, Post, Badge } = models;
    await User.bulkCreate(Array.from({ length: USERS }, (_, index) => ({ name: `user ${index}` })));
    const each = Array.from({ length: USERS * EACH }, (_, index) => index);
    await Post.bulkCreate(each.map(index => ({ title: `title ${index}`, userId: 1 + (index % USERS) })));
    await Badge.bulkCreate(each.map(index => ({ code: `code ${index}`, userId: 1 + (index % USERS) })));
    slicesSeen.length = 0;
    const users = await User.findAll({ include: ['posts', 'badges'] });
    expect(users.map(({ posts, badges }) => [posts.length, badges.length])).toEqual(Array(USERS).fill([EACH, EACH]));
    return slicesSeen.splice(0);
  }

  it.each(Object.entries(WAYS))('is each record once, not each of 30 000 joined rows (%s)', async (_, options) => {
    const slices = await crossing(options);
    expect(slices.every(({ isNested }) => isNested)).toBe(true);
    const sum = of => slices.reduce((total, slice) => total + of(slice), 0);
    expect(sum(({ rows }) => rows)).toBe(USERS * (1 + EACH + EACH));
    // The longest texts are 'title 299' and 'code 299'; one of each user.
    expect(sum(({ text }) => text)).toBeLessThan(USERS * 6 + USERS * EACH * 20);
  });
});

describe('a model that takes part in building', () => {
  it.each(['build', 'bulkBuild', 'set', '_setInclude', '_initValues'])(
    'is asked if it has its own %s',
    async method => {
      const results = [];
      for (const Sequelize of [upstream, ours]) {
        const models = await blog(Sequelize);
        await fill(models);
        const holder = method.endsWith('uild') ? models.Post : models.Post.prototype;
        const calls = [];
        const own = holder[method];
        Object.defineProperty(holder, method, {
          configurable: true,
          value(...args) {
            calls.push(args.length);
            return own.apply(this, args);
          }
        });
        const users = await models.User.findAll({ include: [{ association: 'posts', include: ['tags'] }] });
        results.push({ users: seen(users), isAsked: calls.length > 0 });
      }
      expect(results[1]).toEqual(results[0]);
      expect(results[1].isAsked).toBe(true);
    }
  );

  it('may run a statement in its constructor', async () => {
    const { sequelize, City, Post } = await blog(ours);
    const asked = [];
    class Author extends ours.Model {
      constructor(...args) {
        super(...args);
        asked.push(City.findAll());
      }
    }
    Author.init({ name: ours.DataTypes.STRING }, { sequelize, tableName: 'Users', timestamps: false });
    Author.hasMany(Post, { as: 'posts', foreignKey: 'userId' });
    await fill(sequelize.models);
    const authors = await Author.findAll({ include: ['posts'], order: ['id', ['posts', 'id']] });
    expect(authors.map(({ posts }) => posts.map(({ title }) => title))).toEqual([['two'], ['one', 'drei €'], []]);
    await Promise.all(asked);
  });
});

it('keeps rows apart by what a type of the user makes of their keys', async () => {
  const results = [];
  for (const Sequelize of [upstream, ours]) {
    const { sequelize, User } = await blog(Sequelize);
    const { DataTypes } = Sequelize;
    const Day = sequelize.define('Day', { at: { type: DataTypes.DATE, primaryKey: true } }, { timestamps: false });
    User.hasMany(Day, { as: 'days', foreignKey: 'userId' });
    await sequelize.sync();
    await User.create({ name: 'Ann' });
    // v6 compares dates by their text, which tells no milliseconds
    await Day.bulkCreate([1, 2, 1500].map(ms => ({ at: new Date(ms), userId: 1 })));
    results.push(seen(await User.findAll({ include: ['days'] })));
  }
  expect(results[1]).toEqual(results[0]);
});

describe('separate relations to many', () => {
  const separate = { include: [{ association: 'posts', separate: true, order: [['title', 'DESC']] }], order: ['id'] };

  async function found(Sequelize, prepare = () => {}, options) {
    const models = await blog(Sequelize, options);
    await fill(models);
    prepare(models);
    slicesSeen.length = 0;
    return seen(await models.User.findAll(separate));
  }

  it.each(Object.entries(WAYS))('are grouped in the engine (%s)', async (_, options) => {
    const theirs = await found(upstream);
    expect(await found(ours, undefined, options)).toEqual(theirs);
    // Two users have the three posts: a row without cells for each of them.
    expect(slicesSeen.map(({ isNested, rows }) => [isNested, rows])).toEqual([
      [true, 3],
      [true, 2 + 3]
    ]);
  });

  const changes = {
    'a hook that sorts them': ({ Post }) => Post.addHook('afterFind', posts => void posts.reverse()),
    'a hook that changes the key': ({ Post }) =>
      Post.addHook('afterFind', posts => posts.forEach(post => post.set('userId', 3, { raw: true }))),
    'a finder that leaves some out': ({ Post }) => {
      const own = Post.findAll;
      Post.findAll = async function (...args) {
        return (await own.apply(this, args)).slice(1);
      };
    },
    'a model that builds by itself': ({ Post }) => {
      const own = Post.build;
      Post.build = function (...args) {
        return own.apply(this, args);
      };
    },
    'a getter of the key': ({ Post }) => {
      const own = Post.prototype.get;
      Post.prototype.get = function (...args) {
        return args[0] === 'userId' ? 1 : own.apply(this, args);
      };
    }
  };

  it.each(Object.entries(changes))('may be changed before by %s', async (_, prepare) => {
    const results = [];
    for (const Sequelize of [upstream, ours]) {
      results.push(await found(Sequelize, prepare).catch(error => ({ name: error.name })));
    }
    expect(results[1]).toEqual(results[0]);
  });
});

it('nests the rows of a text, too', async () => {
  const models = await blog(ours);
  await fill(models);
  const { sequelize, User } = models;
  const expected = seen(await User.findAll({ include: ['posts'] }));
  // Somebody looks on: the statement then comes as text.
  const query = jest.spyOn(sequelize, 'query');
  slicesSeen.length = 0;
  expect(seen(await User.findAll({ include: ['posts'] }))).toEqual(expected);
  expect(query).toHaveBeenCalledTimes(1);
  expect(slicesSeen.map(({ isNested }) => isNested)).toEqual([true]);
});

describe('findAndCountAll with two failures', () => {
  async function failureOf(Sequelize, order) {
    const { User, Tag } = await blog(Sequelize);
    const options = { where: Sequelize.literal('nonsense('), order: [order({ Tag, Sequelize })] };
    return User.findAndCountAll(options).catch(({ name, message, sql }) => ({ name, message, sql }));
  }

  it('tells the one that comes before anything is sent, as v6', async () => {
    const [theirs, own] = await Promise.all([upstream, ours].map(one => failureOf(one, ({ Tag }) => [Tag, 'label'])));
    expect(theirs.message).toContain('Unable to find a valid association');
    expect(own).toEqual(theirs);
  });

  it('tells that of the count if the database refuses both', async () => {
    const { name, sql } = await failureOf(ours, ({ Sequelize }) => Sequelize.literal('rubbish('));
    expect(name).toBe('SequelizeDatabaseError');
    expect(sql).toContain('count(*)');
  });
});
