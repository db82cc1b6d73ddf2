// Associations where v6 leaves something to be desired, and what programs do to them from outside. What they have in
// common with v6 is compared in `parity/associations.test.js`.
const Sequelize = require('sequelize-rs');
const { DataTypes, HasMany, HasOne } = Sequelize;

let sequelize, User, Post;

beforeEach(() => {
  sequelize = new Sequelize('sqlite::memory:', { logging: false });
  User = sequelize.define('User', { name: DataTypes.STRING });
  Post = sequelize.define('Post', { title: DataTypes.STRING });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await sequelize.close();
});

it('calls the methods of the association classes, so that they can be wrapped after the fact', async () => {
  User.hasMany(Post);
  await sequelize.sync();
  const user = await User.create({ name: 'ada' });
  const get = jest.spyOn(HasMany.prototype, 'get').mockResolvedValue(['wrapped']);
  await expect(user.getPosts({ limit: 1 })).resolves.toEqual(['wrapped']);
  expect(get).toHaveBeenCalledWith(user, { limit: 1 });
});

it('does not replace methods a model has', () => {
  const own = () => 'own';
  User.prototype.getPosts = own;
  User.hasMany(Post);
  expect(User.prototype.getPosts).toBe(own);
  expect(User.prototype.countPosts).toEqual(expect.any(Function));
});

it('is found on Association and under its deep paths', () => {
  const Association = require('sequelize-rs/lib/associations/base');
  expect(require('sequelize-rs/lib/associations/index')).toBe(Association);
  expect(require('sequelize-rs/lib/associations/has-one')).toBe(HasOne);
  expect(Association.HasMany).toBe(HasMany);
  expect(User.hasMany(Post)).toBeInstanceOf(Sequelize.Association);
});

it('sets a hasOne whose options ask for raw rows', async () => {
  User.hasOne(Post);
  await sequelize.sync();
  const user = await User.create({ name: 'ada' });
  const before = await user.createPost({ title: 'before' });
  const after = await Post.create({ title: 'after' });
  await user.setPost(after, { raw: true });
  await before.reload();
  expect([before.UserId, after.UserId]).toEqual([null, user.id]);
});

it('leaves the options of the caller as they are', async () => {
  User.belongsToMany(Post, { through: 'Authors' });
  User.hasMany(Post, { as: 'drafts' });
  await sequelize.sync();
  const user = await User.create({ name: 'ada' });
  const fields = ['title'];
  const draft = await user.createDraft({ title: 'first' }, { fields });
  expect(fields).toEqual(['title']);
  expect(draft.UserId).toBe(user.id);

  const options = { through: { createdAt: new Date(0) } };
  await user.addPost(draft);
  await user.setPosts([draft], options);
  expect(Object.keys(options)).toEqual(['through']);
});

it('warns of a key without a name, which v6 calls "undefined"', () => {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
  User.belongsToMany(Post, { through: 'Authors', foreignKey: { allowNull: false } });
  expect(Object.keys(sequelize.models.Authors.rawAttributes)).toContain('undefined');
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('foreignKey'), { code: 'SEQUELIZE_RS_UNNAMED_KEY' });
});

it('groups the rows of several instances by their keys', async () => {
  User.hasMany(Post);
  Post.belongsTo(User);
  await sequelize.sync();
  const [ada, eve, bob] = await User.bulkCreate([{ name: 'ada' }, { name: 'eve' }, { name: 'bob' }]);
  await Post.bulkCreate([ada, eve, ada].map((user, index) => ({ title: `${index}`, UserId: user.id })));
  const lists = await User.associations.Posts.get([ada, eve, bob]);
  expect(Object.entries(lists).map(([id, posts]) => [id, posts.length])).toEqual([['1', 2], ['2', 1], ['3', 0]]); // prettier-ignore
  const posts = await Post.findAll();
  const users = await Post.associations.User.get(posts);
  expect(Object.values(users).map(user => user.name)).toEqual(['ada', 'eve']);
});
