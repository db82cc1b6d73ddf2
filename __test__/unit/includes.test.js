'use strict';
// What `include` may be, and what is said of one that cannot be. Beside sequelize 6, no database.
const ours = require('sequelize-rs');
const upstream = require('sequelize');

function define(Sequelize) {
  const sequelize = new Sequelize({ dialect: 'sqlite', logging: false });
  const [User, Post, Tag, Lonely] = ['User', 'Post', 'Tag', 'Lonely'].map(name => sequelize.define(name, {}));
  User.hasMany(Post, { as: 'posts' });
  User.hasMany(Post, { as: 'drafts' });
  User.hasOne(Tag, { as: 'badge' });
  Post.belongsTo(User);
  Post.belongsToMany(Tag, { through: 'PostTag' });
  Tag.belongsToMany(Post, { through: 'PostTag' });
  return { User, Post, Tag, Lonely };
}

const includes = {
  'a model that is not associated': models => [models.Lonely],
  'a model associated under an alias': models => [models.Tag],
  'a model associated under another alias': models => [{ model: models.Tag, as: 'medal' }],
  'a model associated several times': models => [models.Post],
  'an alias nobody has': () => ['comments'],
  'an alias nobody has, deeper': models => [{ association: 'posts', model: models.Post, include: ['Comments'] }],
  'something that is no include': () => [5],
  nothing: () => [undefined],
  'all of a kind that is none': () => [{ all: 'BelongsToMany' }],
  'all of several kinds': () => [{ all: ['One', 'Many'] }],
  'all, nested': () => [{ all: true, nested: true }],
  'a limit, which makes it separate': () => [{ association: 'posts', limit: 2 }],
  'an empty list': () => []
};

/** Names of what is included, or what is said. */
function complete(Sequelize, makeInclude) {
  const models = define(Sequelize);
  try {
    const options = { include: makeInclude(models) };
    models.User._conformIncludes(options, models.User);
    models.User._expandIncludeAll(options);
    if (options.include) models.User._validateIncludedElements(options);
    return namesOf(options.include);
  } catch (error) {
    return { name: error.name, message: error.message };
  }
}

function namesOf(list) {
  return list?.map(({ as, model, include, separate }) => ({
    as,
    model: model.name,
    separate,
    include: namesOf(include)
  }));
}

it.each(Object.keys(includes))('treats %s as v6 does', name => {
  expect(complete(ours, includes[name])).toEqual(complete(upstream, includes[name]));
});

it('merges includes of scopes with those of a finder', () => {
  const merged = [ours, upstream].map(Sequelize => {
    const { User } = define(Sequelize);
    User.addScope('written', { include: [{ association: 'posts', where: { id: 1 } }, 'badge'] });
    const options = { include: [{ association: 'posts', required: false, where: { title: 'x' } }] };
    User.scope('written')._injectScope(options);
    return options.include.map(({ as, where, required }) => ({ as, where, required }));
  });
  expect(merged[0]).toEqual(merged[1]);
});
