// Every hook of every level, on every operation of one model: which run, in what order, with what arguments, and with
// which statements between them, compared with sequelize 6 on SQLite in memory.
const packages = { ours: require('sequelize-rs'), theirs: require('sequelize') };
const { hooks } = require('sequelize/lib/hooks');

/** Hooks that would take part in the program's set-up or differ by design of the connection. */
const connectionHooks = /Connect|Disconnect|PoolAcquire|Query$|Init$|Associate$/;

/** A word for an argument: what it is, not what it holds. */
function described(value, User) {
  if (Array.isArray(value)) return `[${value.map(item => described(item, User)).join()}]`;
  if (value instanceof User) return `instance(${value.name}, new ${value.isNewRecord})`;
  if (value instanceof Error) return value.name;
  if (typeof value === 'function') return 'class';
  return value === null ? 'null' : typeof value;
}

/** Runs the operation with listeners everywhere and gives the lines they wrote. */
async function run(name, operation) {
  const Sequelize = packages[name];
  const lines = [];
  let isListening = false;
  const sequelize = new Sequelize('sqlite::memory:', {
    logging: text => isListening && lines.push(text.replace(/^Execut\w+ \(.*?\): (\w+).*$/s, 'statement $1'))
  });
  const User = sequelize.define(
    'User',
    { name: { type: Sequelize.STRING, unique: true, validate: { len: [1, 5] } }, age: Sequelize.INTEGER },
    { paranoid: true }
  );
  await sequelize.sync();
  await User.bulkCreate([{ name: 'ada' }, { name: 'bob' }]);
  for (const type of Object.keys(hooks)) {
    if (connectionHooks.test(type)) continue;
    // Asynchronous, because v6 waits even for what is no promise: several rows at a time would take turns otherwise.
    const listen =
      level =>
      async (...args) => {
        if (isListening) lines.push(`${level} ${type}(${args.map(arg => described(arg, User)).join(', ')})`);
      };
    sequelize.addHook(type, listen('shared'));
    if (!hooks[type].noModel) User.addHook(type, listen('model'));
  }
  isListening = true;
  try {
    await operation({ User, sequelize, Sequelize });
  } catch (error) {
    lines.push(`failed: ${error.name}`);
  } finally {
    isListening = false;
    await sequelize.close();
  }
  return lines;
}

const find = (User, name) => User.findOne({ where: { name }, hooks: false, logging: false });

const operations = {
  create: ({ User }) => User.create({ name: 'eve' }),
  'create that is not valid': ({ User }) => User.create({ name: 'too long' }),
  'create that the database refuses': ({ User }) => User.create({ name: 'ada' }),
  'create without hooks': ({ User }) => User.create({ name: 'eve' }, { hooks: false }),
  'build and save twice': async ({ User }) => {
    const user = User.build({ name: 'eve' });
    await user.save();
    await user.save();
    await user.update({ age: 5 });
  },
  bulkCreate: ({ User }) => User.bulkCreate([{ name: 'eve' }, { name: 'joe' }]),
  'bulkCreate with validation': ({ User }) =>
    User.bulkCreate([{ name: 'eve' }, { name: 'too long' }], { validate: true }),
  'bulkCreate with individual hooks': ({ User }) => User.bulkCreate([{ name: 'eve' }], { individualHooks: true }),
  findAll: ({ User }) => User.findAll({ where: { age: null } }),
  'findOne, findByPk': async ({ User }) => {
    await User.findOne({ where: { name: 'nobody' } });
    await User.findByPk(1);
  },
  'count, max': async ({ User }) => {
    await User.count();
    await User.max('age');
  },
  'findOrCreate, both ways': async ({ User }) => {
    await User.findOrCreate({ where: { name: 'ada' } });
    await User.findOrCreate({ where: { name: 'eve' } });
  },
  'Model.update': ({ User }) => User.update({ age: 1 }, { where: { name: 'ada' } }),
  'Model.update with individual hooks': ({ User }) =>
    User.update({ age: 1 }, { where: { name: ['ada', 'bob'] }, individualHooks: true }),
  'Model.destroy and restore': async ({ User }) => {
    await User.destroy({ where: { name: 'ada' } });
    await User.restore({ where: { name: 'ada' } });
    await User.destroy({ where: { name: 'ada' }, force: true });
  },
  'Model.destroy and restore with individual hooks': async ({ User }) => {
    await User.destroy({ where: { name: 'ada' }, individualHooks: true });
    await User.restore({ where: { name: 'ada' }, individualHooks: true });
  },
  'destroy and restore of an instance': async ({ User }) => {
    const user = await find(User, 'ada');
    await user.destroy();
    await user.restore();
    await user.destroy({ force: true });
  },
  upsert: ({ User }) => User.upsert({ id: 1, name: 'ada', age: 3 }),
  'increment, reload': async ({ User }) => {
    const user = await find(User, 'ada');
    await user.increment('age');
    await user.reload();
  },
  'validate, truncate': async ({ User }) => {
    await User.build({ name: 'eve' }).validate();
    await User.truncate();
  },
  'sync and define': async ({ sequelize, Sequelize }) => {
    const Other = sequelize.define('Other', { a: Sequelize.STRING });
    await Other.sync();
    await sequelize.sync();
  }
};

describe('hooks run as in sequelize 6:', () => {
  it.each(Object.entries(operations))('%s', async (_, operation) => {
    const theirs = await run('theirs', operation);
    expect(theirs.length).toBeGreaterThan(0);
    expect(await run('ours', operation)).toEqual(theirs);
  });
});

describe('hooks of findAndCountAll', () => {
  it('run in the order of v6; its two statements go their own ways', async () => {
    const operation = ({ User }) => User.findAndCountAll({ limit: 1 });
    const hooksOf = lines => lines.filter(line => !line.startsWith('statement'));
    expect(hooksOf(await run('ours', operation))).toEqual(hooksOf(await run('theirs', operation)));
  });
});

describe('hooks of one instance', () => {
  it("run for it alone, between the model's and the shared ones, and may change what is saved", async () => {
    const Sequelize = packages.ours;
    const sequelize = new Sequelize('sqlite::memory:', { logging: false });
    const User = sequelize.define('User', { name: Sequelize.STRING });
    await sequelize.sync();
    const order = [];
    sequelize.addHook('beforeCreate', () => order.push('shared'));
    User.beforeSave(() => order.push('model'));
    const user = User.build({ name: 'ada' });
    user.addHook('beforeSave', async given => {
      order.push('instance');
      given.name = 'eve';
    });
    await user.save();
    await User.create({ name: 'bob' });
    expect(order).toEqual(['model', 'instance', 'shared', 'model', 'shared']);
    expect((await User.findByPk(user.id)).name).toBe('eve');
    await sequelize.close();
  });
});
