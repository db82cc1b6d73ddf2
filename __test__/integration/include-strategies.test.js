'use strict';
// Includes by statements of their own, and finders that name joined columns.
const Sequelize = require('sequelize-rs');
const { DataTypes, Op } = Sequelize;

let log;
let sequelize;
let User, Role, Post, Comment, Profile, City, Membership;

beforeEach(async () => {
  log = [];
  await prepare({});
});
afterEach(() => sequelize.close());

async function prepare(options) {
  if (sequelize) await sequelize.close();
  sequelize = new Sequelize({ dialect: 'sqlite', storage: ':memory:', logging: text => log.push(text), ...options });
  const define = (name, attributes, more) => sequelize.define(name, attributes, { timestamps: false, ...more });
  const text = DataTypes.STRING;
  User = define('User', { name: text });
  Role = define('Role', { title: text });
  Post = define('Post', { title: text });
  Comment = define('Comment', { text });
  Profile = define('Profile', { bio: text });
  City = define('City', { name: text });
  Membership = define('Membership', { level: DataTypes.INTEGER, since: DataTypes.DATE });
  User.belongsToMany(Role, { through: Membership, as: 'roles' });
  User.belongsToMany(Role, { through: { model: Membership, scope: { level: 2 }, unique: false }, as: 'seniorRoles' });
  User.hasMany(Post, { as: 'posts', foreignKey: 'authorId' });
  Post.belongsTo(User, { as: 'author', foreignKey: 'authorId' });
  Post.hasMany(Comment, { as: 'comments' });
  Role.hasMany(Comment, { as: 'remarks' });
  User.hasOne(Profile, { as: 'profile' });
  User.belongsTo(City, { as: 'city' });

  await sequelize.sync();
  await City.bulkCreate([{ name: 'Aachen' }, { name: 'Bonn' }]);
  await User.bulkCreate(
    ['Ann', 'Bea', 'Cid', 'Dan'].map((name, index) => ({ name, cityId: index < 3 ? (index % 2) + 1 : null }))
  );
  await Role.bulkCreate(['admin', 'editor', 'reader'].map(title => ({ title })));
  const links = [[1, 3, 1], [1, 1, 2], [2, 1, 1], [2, 2, 2], [2, 3, 2], [3, 2, 1]]; // prettier-ignore
  await Membership.bulkCreate(
    links.map(([UserId, RoleId, level]) => ({ UserId, RoleId, level, since: new Date(level) }))
  );
  await Post.bulkCreate(
    Array.from({ length: 9 }, (_, index) => ({ title: `post ${9 - index}`, authorId: (index % 3) + 1 }))
  );
  await Comment.bulkCreate(
    Array.from({ length: 12 }, (_, index) => ({
      text: `comment ${index}`,
      PostId: (index % 5) + 1,
      RoleId: (index % 3) + 1
    }))
  );
  await Profile.bulkCreate([{ bio: 'of Ann', UserId: 1 }, { bio: 'of Cid', UserId: 3 }]); // prettier-ignore
  log.length = 0;
}

const json = rows => JSON.parse(JSON.stringify(rows));

/** The same with related rows in order of their keys. */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted).sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, sorted(one)]));
}

const keyOf = row => row.id ?? JSON.stringify(row);

/** What a join gives, and what the same include gives with further options. */
async function both(model, include, more, options = {}) {
  const joined = await model.findAll({ ...options, include: [include] });
  log.length = 0;
  return [joined, await model.findAll({ ...options, include: [{ ...include, ...more }] })];
}

describe.each([
  ['separate', { separate: true }],
  ['strategy', { strategy: 'select' }]
])('%s', (_name, more) => {
  // prettier-ignore
  it.each([
    ['belongsToMany', () => [User, { association: 'roles' }]],
    ['belongsToMany with nested includes', () => [User, { association: 'roles', include: ['remarks'] }]],
    ['belongsToMany with attributes', () => [User, { association: 'roles', attributes: ['title'], through: { attributes: ['level'] } }]],
    ['belongsToMany without rows of the join model', () => [User, { association: 'roles', through: { attributes: [] } }]],
    ['belongsToMany with a condition on the join model', () => [User, { association: 'roles', through: { where: { level: 2 } }, required: false }]],
    ['belongsToMany with a scope on the join model', () => [User, { association: 'seniorRoles' }]],
    ['belongsTo', () => [Post, { association: 'author' }]],
    ['belongsTo with few attributes', () => [Post, { association: 'author', attributes: ['name'], include: ['profile'] }, { attributes: ['title'] }]],
    ['hasOne', () => [User, { association: 'profile' }]],
    ['hasOne with few attributes', () => [User, { association: 'profile', attributes: ['bio'] }, { attributes: ['name'] }]],
    ['a condition that does not filter parents', () => [User, { association: 'profile', where: { bio: 'of Ann' }, required: false }]]
  ])('gives what a join gives: %s', async (_case, make) => { // prettier-ignore
    const [model, include, options] = make();
    const [joined, selected] = await both(model, include, more, options);
    expect(log.length).toBeGreaterThan(1);
    expect(sorted(json(selected))).toEqual(sorted(json(joined)));
    expect(selected.map(row => row.get({ plain: true })).map(json).map(sorted)).toEqual(json(selected).map(sorted));
  });

  it('gives each parent objects of its own', async () => {
    const posts = await Post.findAll({ include: [{ association: 'author', ...more, include: ['roles'] }] });
    const [first, second] = posts.filter(post => post.authorId === 1);
    expect(first.author).toBeInstanceOf(User);
    expect(first.author).not.toBe(second.author);
    expect(first.author.roles[0]).not.toBe(second.author.roles[0]);
    expect(first.author.roles[0].Membership.since).toEqual(second.author.roles[0].Membership.since);
    expect(first.author.roles[0].Membership.since).not.toBe(second.author.roles[0].Membership.since);
    await first.author.update({ name: 'Anna' });
    expect([first.author.name, second.author.name]).toEqual(['Anna', 'Ann']);
  });

  it('gives null and empty lists to parents without rows, and asks for nothing without keys', async () => {
    const include = ['roles', 'city', 'profile'].map(association => ({ association, ...more }));
    const dan = await User.findOne({ where: { name: 'Dan' }, include });
    expect(json(dan)).toEqual({ id: 4, name: 'Dan', cityId: null, roles: [], city: null, profile: null });
    expect(log.filter(text => text.includes('Cities'))).toEqual([]);
  });

  it('is kept by a reload', async () => {
    const include = [{ association: 'roles', ...more, include: ['remarks'] }];
    const user = await User.findOne({ where: { name: 'Bea' }, include });
    const before = sorted(json(user));
    await Role.update({ title: 'guest' }, { where: { id: 3 } });
    await user.reload();
    before.roles[2].title = 'guest';
    expect(sorted(json(user))).toEqual(before);
  });

  it('sees what its transaction sees', async () => {
    await sequelize.transaction(async transaction => {
      await Role.create({ title: 'new' }, { transaction });
      await Membership.create({ UserId: 4, RoleId: 4 }, { transaction });
      const dan = await User.findByPk(4, { include: [{ association: 'roles', ...more }], transaction });
      expect(dan.roles.map(role => role.title)).toEqual(['new']);
    });
    expect(new Set(log.map(text => /^Executing \((.*?)\)/.exec(text)[1])).size).toBe(1);
  });
});

describe('separate', () => {
  it('limits and orders the rows of each parent of a belongsToMany', async () => {
    const users = await User.findAll({
      order: ['id'],
      include: [{ association: 'roles', limit: 2, order: [['title', 'DESC']], include: ['remarks'] }]
    });
    expect(users.map(user => user.roles.map(role => role.title))).toEqual([['reader', 'admin'], ['reader', 'editor'], ['editor'], []]); // prettier-ignore
    expect(users[0].roles[0].Membership.level).toBe(1);
    expect(users[1].roles[0].Membership.level).toBe(2);
    expect(users[0].roles[0].remarks.length).toBe(4);
    expect(log.length).toBe(3);
  });

  it('limits for more parents than SQLite unites SELECTs', async () => {
    const users = await User.bulkCreate(Array.from({ length: 600 }, (_, index) => ({ name: `user ${index}` })));
    await Membership.bulkCreate(users.flatMap(({ id }) => [1, 2].map(RoleId => ({ UserId: id, RoleId }))));
    const found = await User.findAll({ include: [{ association: 'roles', limit: 1, order: [['id', 'DESC']] }] });
    expect(
      found
        .slice(4)
        .map(user => user.roles.map(role => role.id).join())
        .join()
    ).toBe(users.map(() => 2).join());
  });

  it('limits under conditions of both models', async () => {
    const roles = { association: 'roles', limit: 1, order: [['id', 'DESC']], where: { title: { [Op.ne]: 'reader' } }, through: { where: { level: 2 } } }; // prettier-ignore
    const users = await User.findAll({ order: ['id'], include: [roles] });
    expect(users.map(user => user.roles.map(role => role.title))).toEqual([['admin'], ['editor'], [], []]);
  });

  it('says that a limit for each parent cannot be ordered by another association', async () => {
    const roles = { association: 'roles', limit: 1, order: [['remarks', 'text']] };
    await expect(User.findAll({ include: [roles] })).rejects.toThrow('cannot be ordered by another association');
  });

  it('keeps the order of a limited hasMany on SQLite', async () => {
    const posts = { association: 'posts', separate: true, limit: 2, order: [['title', 'ASC']] };
    const users = await User.findAll({ order: ['id'], include: [posts] });
    expect(users.map(user => user.posts.map(post => post.title))).toEqual([['post 3', 'post 6'], ['post 2', 'post 5'], ['post 1', 'post 4'], []]); // prettier-ignore
  });
});

describe('strategy', () => {
  it('moves orders by an association into its own statement, if parents are told apart before', async () => {
    const options = {
      order: [
        ['id', 'DESC'],
        ['posts', 'title', 'ASC']
      ],
      limit: 2
    };
    const [joined, selected] = await both(User, { association: 'posts' }, { strategy: 'select' }, options);
    expect(log.length).toBe(2);
    expect(json(selected)).toEqual(json(joined));
  });

  it.each([
    ['is required', { include: [{ association: 'posts', required: true }] }],
    ['has a condition', { include: [{ association: 'posts', where: { title: 'post 3' } }] }],
    ['decides the order of parents', { include: [{ association: 'posts' }], order: [['posts', 'title', 'ASC']] }],
    ['is named in a condition', { include: [{ association: 'posts' }], where: { '$posts.title$': 'post 3' } }],
    ['is named by col', { include: [{ association: 'posts' }], order: [Sequelize.col('posts.title')] }],
    ['is compared with its parent', { include: [{ association: 'posts', required: false, where: { title: { [Op.ne]: Sequelize.col('User.name') } } }] }], // prettier-ignore
    ['is only joined', { include: [{ association: 'posts', attributes: [] }], attributes: ['id', [Sequelize.fn('COUNT', Sequelize.col('posts.id')), 'n']], group: ['User.id'] }], // prettier-ignore
    ['is read raw', { include: [{ association: 'posts' }], raw: true }]
  ])('joins where the include %s', async (_case, options) => {
    const joined = await User.findAll(options);
    const [statement] = log.splice(0);
    const include = options.include.map(one => ({ ...one, strategy: 'select' }));
    const selected = await User.findAll({ ...options, include });
    expect(log).toEqual([statement]);
    expect(json(selected)).toEqual(json(joined));
  });

  it('runs no hooks and adds no scope of the target that a join would not', async () => {
    Post.addScope('defaultScope', { where: { title: 'post 3' } });
    Post.beforeFind(() => {
      throw new Error('not asked');
    });
    const include = [{ association: 'posts', required: false, where: { title: 'post 2' }, strategy: 'select' }];
    const users = await User.findAll({ include, order: ['id'] });
    expect(users.map(user => user.posts.length)).toEqual([0, 1, 0, 0]);
  });

  it("selects with 'auto' what would multiply rows", async () => {
    await prepare({ includeStrategy: 'auto' });
    await User.findAll({ include: ['posts', 'city'] });
    expect(log.length).toBe(1);
    log.length = 0;
    const users = await User.findAll({ include: ['posts', 'roles', 'city'], order: ['id'] });
    expect(log.length).toBe(3);
    expect(log[0]).toContain('LEFT OUTER JOIN `Cities`');
    expect(users[1].posts.length * users[1].roles.length).toBe(9);
  });

  it('of an include goes before that of the instance', async () => {
    await prepare({ includeStrategy: 'select' });
    await User.findAll({ include: [{ association: 'posts', strategy: 'join' }, { association: 'profile' }] });
    expect(log.length).toBe(2);
    expect(log[0]).toContain('JOIN `Posts`');
  });

  it('counts as before', async () => {
    await prepare({ includeStrategy: 'select' });
    expect(await User.count({ include: ['posts'] })).toBe(10);
    const { count, rows } = await User.findAndCountAll({ include: ['posts'], distinct: true, limit: 2, order: ['id'] });
    expect([count, rows.length, rows[0].posts.length]).toEqual([4, 2, 3]);
  });

  it('is refused if it is none', async () => {
    const include = [{ association: 'posts', strategy: 'subquery' }];
    await expect(User.findAll({ include })).rejects.toThrow(
      "strategy must be 'join', 'select' or 'auto', not 'subquery'."
    );
    expect(() => new Sequelize({ dialect: 'sqlite', includeStrategy: 'lazy' })).toThrow("includeStrategy must be 'join', 'select' or 'auto', not 'lazy'."); // prettier-ignore
  });
});

describe('a limit with a condition on a joined column', () => {
  const firstOf = async (options, count, start = 0) => json(await User.findAll(options)).slice(start, start + count);

  it('gives the first of what there is without a limit, for relations to many', async () => {
    const options = {
      include: ['posts', 'roles'],
      where: { '$posts.title$': { [Op.gte]: 'post 4' } },
      order: [['name', 'DESC']]
    };
    expect(json(await User.findAll({ ...options, limit: 2, offset: 1 }))).toEqual(await firstOf(options, 2, 1));
  });

  it('goes by orders of the joined table, too', async () => {
    const options = { include: ['posts'], where: { [Op.or]: [{ '$posts.title$': 'post 3' }, { name: 'Dan' }] }, order: [['posts', 'title', 'DESC'], ['id', 'DESC']] }; // prettier-ignore
    expect(json(await User.findAll({ ...options, limit: 1 }))).toEqual(await firstOf(options, 1));
  });

  it('joins a relation to one inside of the subquery', async () => {
    const options = { include: ['city', 'posts'], where: { '$city.name$': 'Aachen' }, order: ['id'] };
    expect(sorted(json(await User.findAll({ ...options, limit: 1 })))).toEqual(sorted(await firstOf(options, 1)));
    expect(log[0].match(/SELECT/g).length).toBe(2);
    expect(log.length).toBe(2);
  });

  it('finds nothing where there is nothing', async () => {
    const options = { include: ['posts'], where: { '$posts.title$': 'none' } };
    expect(await User.findOne(options)).toBe(null);
    expect(await User.findAll({ ...options, limit: 3 })).toEqual([]);
    await expect(User.findOne({ ...options, rejectOnEmpty: true })).rejects.toThrow(Sequelize.EmptyResultError);
  });
});
