// Small programs of the Sequelize class, its transactions and its hooks, run with sequelize 6 and with ours on a SQLite
// file: what they log, see and get must be equal.
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const cls = require('cls-hooked');

const packages = { ours: require('sequelize-rs'), theirs: require('sequelize') };

/** Runs the program on an empty database and gives everything it noted. */
async function run(name, program, options = {}) {
  const Sequelize = packages[name];
  const folder = mkdtempSync(join(tmpdir(), 'sequelize-programs-'));
  const notes = [];
  const note = (...things) => notes.push(things.map(thing => normalized(thing)));
  const sequelize = new Sequelize({
    dialect: 'sqlite',
    storage: join(folder, 'db.sqlite'),
    logging: (text, second) => note('log', text, typeof second),
    ...options
  });
  try {
    await sequelize.query('CREATE TABLE t (a INTEGER)');
    await program({
      Sequelize,
      sequelize,
      note,
      insert: (a, more) => sequelize.query(`INSERT INTO t VALUES (${a})`, more)
    });
    note('rows', await sequelize.query('SELECT a FROM t ORDER BY a', { type: 'SELECT', logging: false }));
  } catch (error) {
    note('error', error.name, error.message, error.sql);
  } finally {
    delete Sequelize._cls;
    // v6 fails when it is closed a second time.
    await sequelize.close().catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  }
  return notes;
}

/** Ids of transactions, which differ from run to run, become one word. */
function normalized(thing) {
  const text = typeof thing === 'string' ? thing : JSON.stringify(thing);
  return text?.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').replace(/Elapsed time: \d+/, 'Elapsed time: N');
}

const fail = message => () => {
  throw new Error(message);
};

const programs = {
  'a managed transaction that commits': ({ sequelize, insert, note }) =>
    sequelize.transaction(async transaction => {
      transaction.afterCommit(() => note('after commit', transaction.finished));
      await insert(1, { transaction });
    }),

  'a managed transaction that fails': ({ sequelize, insert }) =>
    sequelize.transaction(async transaction => {
      await insert(1, { transaction });
      fail('mine')();
    }),

  'an unmanaged transaction, used after its end': async ({ sequelize, insert, note }) => {
    const transaction = await sequelize.transaction();
    await insert(1, { transaction });
    await transaction.commit();
    await transaction.rollback().catch(error => note(error.message));
    await insert(2, { transaction });
  },

  'savepoints: one kept, one rolled back': ({ sequelize, insert, note }) =>
    sequelize.transaction(async outer => {
      await insert(1, { transaction: outer });
      await sequelize.transaction({ transaction: outer }, inner => insert(2, { transaction: inner }));
      await sequelize
        .transaction({ transaction: outer }, async inner => {
          note('name', inner.name, outer.savepoints.length);
          await insert(3, { transaction: inner });
          fail('inner')();
        })
        .catch(error => note(error.message));
    }),

  'kinds and isolation levels': async ({ Sequelize, sequelize }) => {
    const { TYPES, ISOLATION_LEVELS } = Sequelize.Transaction;
    for (const type of Object.values(TYPES)) await sequelize.transaction({ type }, async () => {});
    for (const isolationLevel of Object.values(ISOLATION_LEVELS)) {
      await sequelize.transaction({ isolationLevel }, async () => {});
    }
  },

  'CLS with cls-hooked': async ({ Sequelize, sequelize, insert, note }) => {
    const namespace = cls.createNamespace('programs');
    Sequelize.useCLS(namespace);
    await sequelize
      .transaction(async () => {
        await insert(1);
        await sequelize.query('SELECT 1', { transaction: null });
        fail('back')();
      })
      .catch(error => note(error.message));
    note('left behind', Boolean(namespace.get('transaction')));
    await insert(2);
  },

  'query hooks see options and query': async ({ sequelize, note }) => {
    sequelize.addHook('beforeQuery', (options, query) => note('before', options.type, typeof query.uuid, query.sql));
    sequelize.addHook('afterQuery', async (options, query) => note('after', options.type, query.sql));
    await sequelize.query('SELECT :n AS n', { replacements: { n: "it's" }, type: 'SELECT' }).then(note);
    await sequelize.query('SELECT broken').catch(error => note(error.name, error.message, error.sql));
    await sequelize.transaction(async () => {});
  },

  'raw queries of every form': async ({ sequelize, note }) => {
    await sequelize.query('SELECT 1 AS a, 2 AS b', { type: 'SELECT' }).then(note);
    await sequelize.query('SELECT 1 AS a', { plain: true }).then(note);
    await sequelize.query('SELECT 1 AS `a.b`, 2 AS `a.c`', { nest: true }).then(note);
    await sequelize.query('SELECT 1 AS a', { type: 'SELECT', fieldMap: { a: 'renamed' } }).then(note);
    await sequelize.query({ query: 'SELECT ? AS a, ? AS b', values: [1, null] }, { type: 'SELECT' }).then(note);
    await sequelize.query('SELECT $1 AS a, $2 AS b', { bind: [1, 'x'], type: 'SELECT' }).then(note);
    await sequelize.query('SELECT $a AS a', { bind: { a: 'x' }, type: 'SELECT' }).then(note);
    await sequelize.query('SELECT $1', { bind: [] }).catch(error => note(error.message));
    await sequelize.query('SELECT :x', { replacements: {} }).catch(error => note(error.message));
    await sequelize.query('SELECT 1', { replacements: 'x' }).catch(error => note(error.name, error.message));
    await sequelize.query('SELECT broken', { type: 'SELECT' });
  },

  'logging of every form': async ({ sequelize, note }) => {
    const logging = (text, second) => note('own', text, typeof second);
    await sequelize.query('SELECT 1', { logging });
    await sequelize.query('SELECT 1', { logging, benchmark: true });
    await sequelize.query('SELECT $1', { logging, logQueryParameters: true, bind: ['x'] });
    await sequelize.query('SELECT 1', { logging: false });
    await sequelize.authenticate();
  },

  'a closed instance': async ({ sequelize }) => {
    await sequelize.close();
    await sequelize.query('SELECT 1');
  },

  'sync of no models authenticates, hooks around it': async ({ sequelize, note }) => {
    sequelize.addHook('beforeBulkSync', options => note('before', options.hooks, options.force));
    sequelize.addHook('afterBulkSync', () => note('after'));
    note((await sequelize.sync({ force: true })) === sequelize);
    await sequelize.sync({ hooks: false });
    await sequelize.sync({ match: /nothing/ });
  },

  'session variables are for others': ({ sequelize }) => sequelize.set({ a: 1 }),
  'a version': async ({ sequelize, note }) => note(typeof (await sequelize.databaseVersion()))
};

describe('a program', () => {
  it.each(Object.entries(programs))('%s', async (_, program) => {
    expect(await run('ours', program)).toEqual(await run('theirs', program));
  });

  it('logs with benchmark as v6 does', async () => {
    const program = ({ sequelize }) => sequelize.query('SELECT 1');
    expect(await run('ours', program, { benchmark: true })).toEqual(await run('theirs', program, { benchmark: true }));
  });
});
