'use strict';
// Related records by the name of their model, where the association has another one.
const Sequelize = require('sequelize-rs');
const { DataTypes } = Sequelize;

let sequelize, User, Profile, Post;

beforeEach(async () => {
  sequelize = new Sequelize({ dialect: 'sqlite', storage: ':memory:', logging: false });
  User = sequelize.define('User', { name: DataTypes.STRING }, { timestamps: false });
  Profile = sequelize.define('Profile', { bio: DataTypes.STRING }, { timestamps: false });
  Post = sequelize.define('Post', { title: DataTypes.STRING }, { timestamps: false });
  User.hasOne(Profile, { as: 'profile' });
  User.hasMany(Post, { as: 'posts' });
  await sequelize.sync();
});
afterEach(() => sequelize.close());

const include = () => [{ model: Profile, as: 'profile' }, 'posts'];

it('creates a record that is given under its model', async () => {
  const user = await User.create(
    { name: 'Ann', Profile: { bio: 'a' }, Posts: [{ title: 'one' }] },
    { include: include() }
  );
  expect(user.profile.bio).toBe('a');
  expect(user.Profile).toBe(user.profile);
  expect(user.Posts).toBe(user.posts);
  expect(await Profile.count()).toBe(1);
  expect(Object.keys(user.toJSON())).toEqual(['id', 'name', 'profile', 'posts']);
  expect(Object.keys(user)).not.toContain('Profile');
});

it('does so in bulk and in build', async () => {
  await User.bulkCreate([{ name: 'Ann', Profile: { bio: 'a' } }, { name: 'Bea', profile: { bio: 'b' } }], { include: include() }); // prettier-ignore
  const found = await User.findAll({ include: include(), order: ['id'] });
  expect(found.map(user => user.Profile.bio)).toEqual(['a', 'b']);
  expect(User.build({ Profile: { bio: 'c' } }, { include: include() }).profile).toBeInstanceOf(Profile);
});

it('takes the alias where both are given, and leaves the caller’s values alone', async () => {
  const values = { Profile: { bio: 'by model' }, profile: { bio: 'by alias' } };
  const user = await User.create(values, { include: include() });
  expect(user.profile.bio).toBe('by alias');
  const given = { Profile: { bio: 'kept' } };
  await User.create(given, { include: include() });
  expect(given).toEqual({ Profile: { bio: 'kept' } });
});

it('keeps to names that mean nothing else', async () => {
  User.belongsTo(Profile, { as: 'formerProfile' });
  const user = User.build({ Profile: { bio: 'which?' } }, { include: ['profile', 'formerProfile'] });
  expect([user.Profile, user.profile, user.formerProfile]).toEqual([undefined, undefined, undefined]);

  const Place = sequelize.define('Place', { Post: DataTypes.JSON });
  Place.hasOne(Post, { as: 'post' });
  const place = Place.build({ Post: { a: 1 } }, { include: ['post'] });
  expect([place.Post, place.post]).toEqual([{ a: 1 }, undefined]);
});

it('lets users have the name for themselves', () => {
  const user = User.build({});
  user.Profile = 'mine';
  expect([user.Profile, Object.keys(user).includes('Profile')]).toEqual(['mine', true]);
  User.prototype.Post = () => 'method';
  expect(User.build({}).Post()).toBe('method');
});
