'use strict';
// Tests of a program that uses models: a fresh database in memory, emptied between tests.
// Run it with `npx jest --rootDir examples/guide`. In a project of your own the first line requires 'sequelize'.
const { createHash } = require('node:crypto');
const { Sequelize, DataTypes, ValidationError } = require('../../lib/index.js');

const sequelize = new Sequelize({ dialect: 'sqlite', storage: ':memory:', logging: false });

class User extends Sequelize.Model {
  getFullName() {
    return `${this.firstName} ${this.lastName}`;
  }
}
User.init(
  {
    firstName: { type: DataTypes.STRING, allowNull: false, validate: { notEmpty: true, len: [2, 50] } },
    lastName: { type: DataTypes.STRING, allowNull: false },
    email: { type: DataTypes.STRING, unique: true, validate: { isEmail: true } },
    password: DataTypes.STRING
  },
  {
    sequelize,
    hooks: {
      beforeValidate: user => {
        user.email = user.email?.toLowerCase();
      },
      beforeCreate: async user => {
        if (user.password) user.password = await hash(user.password);
      }
    }
  }
);
const Profile = sequelize.define('Profile', { bio: DataTypes.STRING });
User.hasOne(Profile, { foreignKey: 'userId', as: 'profile' });

const john = { firstName: 'John', lastName: 'Doe', email: 'JOHN@example.com' };

beforeAll(async () => {
  await sequelize.authenticate();
  await sequelize.sync({ force: true });
});
beforeEach(() => sequelize.truncate({ cascade: true }));
afterAll(() => sequelize.close());

describe('validations', () => {
  test('name what is missing', async () => {
    const failure = await User.build({})
      .validate()
      .catch(error => error);
    expect(failure).toBeInstanceOf(ValidationError);
    expect(failure.errors.map(({ path }) => path)).toEqual(['firstName', 'lastName']);
  });

  test('refuse what is no e-mail address', async () => {
    const user = User.build({ ...john, email: 'invalid-email' });
    await expect(user.validate()).rejects.toThrow('Validation isEmail on email failed');
  });
});

describe('records', () => {
  test('are created', async () => {
    const user = await User.create(john);
    expect(user.id).toBeDefined();
    expect(user.getFullName()).toBe('John Doe');
    expect(await User.count()).toBe(1);
  });

  test('do not outlive a test', async () => {
    expect(await User.count()).toBe(0);
  });

  test('have unique addresses', async () => {
    await User.create(john);
    await expect(User.create(john)).rejects.toMatchObject({ name: 'SequelizeUniqueConstraintError' });
  });

  test('are created with a profile', async () => {
    const user = await User.create(
      { ...john, Profile: { bio: 'Software Developer' } },
      { include: [{ model: Profile, as: 'profile' }] }
    );
    expect(user.Profile).toBeDefined();
    expect(user.Profile.bio).toBe('Software Developer');

    const found = await User.findByPk(user.id, { include: [{ model: Profile, as: 'profile' }] });
    expect(found.Profile.bio).toBe('Software Developer');
    expect(found.profile.userId).toBe(user.id);
  });
});

describe('hooks', () => {
  test('hash the password and write the address in small letters', async () => {
    const user = await User.create({ ...john, password: 'plaintext' });
    expect(user.email).toBe('john@example.com');
    expect(user.password).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a service', () => {
  const register = (userData, profileData) =>
    sequelize.transaction(async transaction => {
      const user = await User.create(userData, { transaction });
      const profile = await Profile.create({ ...profileData, userId: user.id }, { transaction });
      return { user, profile };
    });

  test('writes everything', async () => {
    const { user, profile } = await register(john, { bio: 'Software Developer' });
    expect(profile.userId).toBe(user.id);
  });

  test('or nothing', async () => {
    Profile.addHook('beforeCreate', 'fails', () => {
      throw new Error('no profile');
    });
    await expect(register(john, { bio: '' })).rejects.toThrow('no profile');
    Profile.removeHook('beforeCreate', 'fails');
    expect(await User.count()).toBe(0);
  });
});

/** Stands for bcrypt. */
async function hash(text) {
  return createHash('sha256').update(text).digest('hex');
}
