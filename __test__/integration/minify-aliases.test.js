'use strict';
// `minifyAliases`: statements select under short names, results have the names that were asked for.
const Sequelize = require('sequelize-rs');
const { DataTypes, fn, col, literal } = Sequelize;

const open = [];
afterEach(() => Promise.all(open.splice(0).map(sequelize => sequelize.close())));

async function blog(options) {
  const log = [];
  const sequelize = new Sequelize({
    dialect: 'sqlite',
    storage: ':memory:',
    logging: text => log.push(text),
    ...options
  });
  open.push(sequelize);
  const plain = { timestamps: false };
  const User = sequelize.define(
    'User',
    { name: { type: DataTypes.STRING, field: 'full_name' }, born: DataTypes.DATE },
    plain
  );
  const Post = sequelize.define('Post', { title: { type: DataTypes.STRING, field: 'the_title' } }, plain);
  const Role = sequelize.define('Role', { active: DataTypes.BOOLEAN }, plain);
  User.hasMany(Post, { as: 'posts' });
  User.belongsToMany(Role, { through: 'UserRoles', as: 'roles', timestamps: false });
  Post.belongsTo(User, { as: 'author', foreignKey: 'UserId' });
  await sequelize.sync();
  const users = await User.bulkCreate([{ name: 'Ann', born: new Date(0) }, { name: 'Bea' }, { name: 'Cid' }]);
  await Post.bulkCreate(
    Array.from({ length: 7 }, (_, index) => ({ title: `post ${index % 4}`, UserId: (index % 2) + 1 }))
  );
  await users[0].setRoles(await Role.bulkCreate([{ active: true }, { active: false }]));
  log.length = 0;
  return { sequelize, User, Post, log };
}

const FINDERS = {
  'attributes with other columns': ({ User }) => User.findAll({ order: ['id'] }),
  'attributes under other names': ({ User }) =>
    User.findAll({ attributes: [['full_name', 'called'], [fn('upper', col('full_name')), 'loud']], order: ['id'], raw: true }), // prettier-ignore
  includes: ({ User }) => User.findAll({ include: ['posts', 'roles'], order: ['id', ['posts', 'id', 'ASC'], ['roles', 'id', 'ASC']] }), // prettier-ignore
  'nested includes, cut by a subquery': ({ User }) =>
    User.findAll({ include: [{ association: 'posts', include: ['author'] }], order: ['name', ['posts', 'id', 'ASC']], limit: 2 }), // prettier-ignore
  'an order by a selected expression': ({ User }) =>
    User.findAll({
      attributes: { include: [[literal('length(full_name)'), 'size']] },
      order: [['size', 'DESC'], 'id']
    }),
  'a limit for each parent': ({ User }) =>
    User.findAll({ include: [{ association: 'posts', limit: 1, order: [['title', 'DESC'], 'id'] }], order: ['id'] }),
  'raw rows of a join': ({ Post }) => Post.findAll({ include: ['author'], raw: true, order: ['id'] }),
  'a group': ({ Post }) => Post.findAll({ attributes: ['title', [fn('COUNT', col('id')), 'n']], group: ['title'], order: ['title'], raw: true }) // prettier-ignore
};

it.each(Object.keys(FINDERS))('names what comes of %s', async name => {
  const [plain, minified] = [await blog({}), await blog({ minifyAliases: true })];
  const [expected, got] = [await FINDERS[name](plain), await FINDERS[name](minified)];
  expect(JSON.parse(JSON.stringify(got))).toEqual(JSON.parse(JSON.stringify(expected)));
  expect(minified.log.join()).toContain('AS `_0`');
});

it.each(Object.keys(FINDERS))('names what comes of %s, if somebody listens to queries', async name => {
  const [plain, minified] = [await blog({}), await blog({ minifyAliases: true })];
  minified.sequelize.addHook('beforeQuery', () => {});
  const [expected, got] = [await FINDERS[name](plain), await FINDERS[name](minified)];
  expect(JSON.parse(JSON.stringify(got))).toEqual(JSON.parse(JSON.stringify(expected)));
});

it('leaves columns that are really called so', async () => {
  const { sequelize } = await blog({ minifyAliases: true });
  const Odd = sequelize.define('Odd', { _0: DataTypes.STRING, name: DataTypes.STRING }, { timestamps: false });
  await Odd.sync();
  await Odd.create({ _0: 'zero', name: 'odd' });
  expect((await Odd.findOne()).toJSON()).toEqual({ id: 1, _0: 'zero', name: 'odd' });
});
