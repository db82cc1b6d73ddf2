'use strict';
// Warnings about what sequelize 6 does silently, and hints in messages.
const Sequelize = require('sequelize-rs');
const { DataTypes, Op } = Sequelize;

let sequelize;
let warnings;

beforeEach(() => {
  warnings = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
  sequelize = new Sequelize({ dialect: 'sqlite', storage: ':memory:', logging: false });
});
afterEach(async () => {
  warnings.mockRestore();
  await sequelize.close();
});

const codes = () => warnings.mock.calls.map(([, { code }]) => code).filter(code => code.startsWith('SEQUELIZE_RS_'));
const turn = () => new Promise(resolve => setImmediate(resolve));

it('warns once of a scope that replaces the condition of another', async () => {
  const scopes = {
    mine: { where: { tenant: 1 } },
    theirs: { where: { tenant: 2 } },
    old: { where: { age: { [Op.gt]: 60 } } }
  };
  const Scoped = sequelize.define('ScopedOne', { tenant: DataTypes.INTEGER, age: DataTypes.INTEGER }, { scopes });
  Scoped.scope(['mine', 'old']);
  Scoped.scope(['mine', 'mine']);
  expect(codes()).toEqual([]);
  Scoped.scope(['mine', 'theirs']);
  Scoped.scope(['mine', 'theirs']);
  expect(codes()).toEqual(['SEQUELIZE_RS_SCOPE_OVERWRITE']);
  expect(warnings.mock.calls[0][0]).toContain('"theirs" of ScopedOne replaces the condition on tenant');
  const both = sequelize.define('ScopedTwo', { tenant: DataTypes.INTEGER }, { scopes, whereMergeStrategy: 'and' });
  both.scope(['mine', 'theirs']);
  expect(codes().length).toBe(1);
});

it('warns of a declared key that a belongsToMany does not use', async () => {
  const define = (name, attributes = {}) => sequelize.define(name, attributes);
  const [User, Role] = [define('UserOne'), define('Role')];
  const Link = define('LinkOne', { userId: DataTypes.INTEGER, roleId: DataTypes.INTEGER });
  User.belongsToMany(Role, { through: Link, foreignKey: 'userId' });
  await turn();
  expect(codes()).toEqual(['SEQUELIZE_RS_UNUSED_KEY']);
  expect(warnings.mock.calls[0][0]).toContain("Say otherKey: 'roleId'");
});

it('does not warn where the other side names the key', async () => {
  const define = (name, attributes = {}) => sequelize.define(name, attributes);
  const [User, Role] = [define('UserTwo'), define('Role')];
  const Link = define('LinkTwo', { userId: DataTypes.INTEGER, roleId: DataTypes.INTEGER });
  User.belongsToMany(Role, { through: Link, foreignKey: 'userId' });
  Role.belongsToMany(User, { through: Link, foreignKey: 'roleId' });
  await turn();
  expect(codes()).toEqual([]);
});

it('warns of distinct in findAll, and of counting joined rows', async () => {
  const User = sequelize.define('Counted', {});
  User.hasMany(sequelize.define('Thing', {}), { as: 'things' });
  User.hasOne(sequelize.define('Single', {}), { as: 'single' });
  await sequelize.sync();
  await User.findAndCountAll({ include: ['things'], limit: 2, distinct: true });
  await User.findAndCountAll({ include: ['things'], limit: 2, distinct: false });
  await User.findAndCountAll({ include: ['single'], limit: 2 });
  await User.findAndCountAll({ include: [{ association: 'things', separate: true }], limit: 2 });
  expect(codes()).toEqual([]);
  await User.findAll({ distinct: true });
  await User.findAndCountAll({ include: ['things'], limit: 2 });
  await User.findAndCountAll({ include: ['things'], limit: 2 });
  expect(codes()).toEqual(['SEQUELIZE_RS_DISTINCT', 'SEQUELIZE_RS_COUNT_JOINED']);
});

it('warns of joined rows that nothing tells apart', async () => {
  const keyless = sequelize.define('Keyless', {
    name: DataTypes.STRING,
    code: { type: DataTypes.STRING, unique: true }
  });
  keyless.removeAttribute('id');
  const [Owner, Thing] = [sequelize.define('Owner', {}), sequelize.define('Owned', { name: DataTypes.STRING })];
  keyless.belongsTo(Owner, { constraints: false });
  keyless.hasMany(Thing, { foreignKey: 'name', sourceKey: 'code', as: 'things', constraints: false });
  await sequelize.sync();
  await keyless.bulkCreate([
    { name: 'a', code: '1' },
    { name: 'b', code: '2' }
  ]);
  expect((await keyless.findAll({ include: [Owner] })).length).toBe(2);
  expect(codes()).toEqual([]);
  // as in v6
  expect((await keyless.findAll({ include: ['things'] })).length).toBe(1);
  await keyless.findAll({ include: ['things'] });
  expect(codes()).toEqual(['SEQUELIZE_RS_KEYLESS_ROWS']);
});

it.each(['mysql', 'mariadb', 'postgres'])('tells of a partial unique index on %s what holds there', dialect => {
  const server = new Sequelize('db', 'user', 'password', { dialect, logging: false });
  const index = { fields: ['email'], unique: true, where: { active: true } };
  server.define(
    `On${dialect}`,
    { email: DataTypes.STRING, active: DataTypes.BOOLEAN },
    { indexes: [index, { fields: ['active'] }] }
  );
  expect(codes()).toEqual(dialect === 'postgres' ? [] : ['SEQUELIZE_RS_PARTIAL_INDEX']);
});

it('says which columns the attributes of an index are', async () => {
  const indexes = [{ fields: ['firstName', 'last_name'] }];
  sequelize.define(
    'Indexed',
    { firstName: DataTypes.STRING, lastName: DataTypes.STRING },
    { underscored: true, indexes }
  );
  await expect(sequelize.sync()).rejects.toThrow('the attribute "firstName" is the column "first_name")');
});

it('says in an AggregateError what its errors say', async () => {
  const User = sequelize.define('Validated', { name: { type: DataTypes.STRING, validate: { len: [3, 9] } } });
  await sequelize.sync();
  const failed = User.bulkCreate([{ name: 'a' }, { name: 'Ann' }, { name: 'b' }], { validate: true });
  await expect(failed).rejects.toMatchObject({
    name: 'AggregateError',
    message: 'Validation error: Validation len on name failed\nValidation error: Validation len on name failed'
  });
});
