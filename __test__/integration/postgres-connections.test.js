'use strict';
// Connections to PostgreSQL: ways in, what goes wrong on them, pools, replication, restarts. On a private server, as it
// is stopped and its connections are killed.
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const net = require('node:net');
const { join } = require('node:path');
const Sequelize = require('sequelize-rs');
const { findPostgres, startPostgres } = require('../../scripts/servers/postgres.cjs');

const wanted = !process.env.DIALECT || process.env.DIALECT === 'postgres';
const isHere = wanted && process.env.SERVERS !== 'none' && Boolean(findPostgres());
if (wanted && !isHere && process.env.SERVERS === 'required') throw new Error('PostgreSQL is not installed.');

(isHere ? describe : describe.skip)('connections to postgres', () => {
  let server;
  let base;
  const open = [];

  beforeAll(async () => {
    server = await startPostgres({
      hba: [
        'local all all trust',
        'host all md5er 127.0.0.1/32 md5',
        'host all plain 127.0.0.1/32 password',
        'host all all 127.0.0.1/32 scram-sha-256'
      ]
    });
    const { hostname: host, port, username, password, pathname } = new URL(server.url);
    base = { dialect: 'postgres', host, port, username, password, database: pathname.slice(1), logging: false };
    const admin = connect();
    await admin.query(
      "CREATE ROLE scram LOGIN PASSWORD 'x y'; SET password_encryption = 'md5'; CREATE ROLE md5er LOGIN PASSWORD 'm';" +
        "CREATE ROLE plain LOGIN PASSWORD 'p'"
    );
  });
  afterEach(() => Promise.all(open.splice(0).map(sequelize => sequelize.close())));
  afterAll(() => server?.stop());

  function connect(options) {
    const sequelize = new Sequelize({ ...base, ...options });
    open.push(sequelize);
    return sequelize;
  }

  const who = async (sequelize, options) =>
    (await sequelize.query('SELECT current_user AS who', { type: 'SELECT', ...options }))[0].who;

  test.each([
    ['scram', 'x y'],
    ['md5er', 'm'],
    ['plain', 'p']
  ])('a password by %s', async (username, password) => {
    expect(await who(connect({ username, password }))).toBe(username);
    const error = await connect({ username, password: 'wrong' })
      .authenticate()
      .catch(failure => failure);
    expect(error).toBeInstanceOf(Sequelize.ConnectionError);
    expect(error).toMatchObject({ name: 'SequelizeConnectionError', parent: { code: '28P01', severity: 'FATAL' } });
  });

  test('a socket file', async () => {
    expect(await who(connect({ host: server.folder }))).toBe(base.username);
  });

  test('a password that is found when it is needed', async () => {
    const sequelize = connect({ username: 'nobody' });
    sequelize.beforeConnect(async config => {
      await null;
      Object.assign(config, { username: 'scram', password: 'x y' });
    });
    expect(await who(sequelize)).toBe('scram');
  });

  test.each([
    ['refused', { port: 1 }, 'SequelizeConnectionRefusedError', 'ECONNREFUSED'],
    ['not found', { host: 'nowhere.invalid' }, 'SequelizeHostNotFoundError', 'ENOTFOUND'],
    ['no database', { database: 'nothing' }, 'SequelizeConnectionError', '3D000'],
    ['no port', { port: 99999 }, 'RangeError', undefined],
    ['no TLS there', { dialectOptions: { ssl: true } }, 'SequelizeConnectionError', undefined]
  ])('%s', async (_, options, name, code) => {
    const error = await connect(options)
      .authenticate()
      .catch(failure => failure);
    expect([error.name, error.parent?.code]).toEqual([name, code]);
  });

  test('a silent server is not waited for', async () => {
    const sockets = [];
    const silent = net.createServer(socket => sockets.push(socket)).listen(0, '127.0.0.1');
    await new Promise(resolve => silent.once('listening', resolve));
    const dialectOptions = { connectionTimeoutMillis: 100 };
    const error = await connect({ port: silent.address().port, dialectOptions })
      .authenticate()
      .catch(failure => failure);
    expect([error.name, error.message]).toEqual(['SequelizeConnectionError', 'timeout expired']);
    sockets.forEach(socket => socket.destroy());
    silent.close();
  });

  test('unknown options are warned of, impossible ones refused', async () => {
    await expect(connect({ dialectOptions: { binary: true } }).authenticate()).rejects.toThrow('dialectOptions.binary');
    await expect(connect({ dialectOptions: { ssl: { pfx: 'x' } } }).authenticate()).rejects.toThrow('ssl.pfx');
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
    await connect({ dialectOptions: { useUTC: true } }).authenticate();
    expect(warn).toHaveBeenCalledWith(
      expect.stringContaining('dialectOptions.useUTC'),
      expect.objectContaining({ code: 'SEQUELIZE_RS_IGNORED_OPTION' })
    );
    warn.mockRestore();
  });

  test('settings of the session', async () => {
    const dialectOptions = {
      application_name: 'mine',
      statement_timeout: 1234,
      lock_timeout: 99,
      options: '-c geqo=off'
    };
    const sequelize = connect({ dialectOptions, timezone: 'Europe/Berlin' });
    const names = ['application_name', 'statement_timeout', 'lock_timeout', 'geqo', 'TimeZone', 'client_min_messages'];
    const settings = [];
    for (const name of names) settings.push(Object.values((await sequelize.query(`SHOW ${name}`))[0])[0]);
    expect(settings).toEqual(['mine', '1234ms', '99ms', 'off', 'Europe/Berlin', 'warning']);
  });

  test('query_timeout fails the statement and gives its connection up', async () => {
    const sequelize = connect({ dialectOptions: { query_timeout: 50 }, pool: { max: 1 } });
    const before = (await sequelize.query('SELECT pg_backend_pid() AS pid', { type: 'SELECT' }))[0].pid;
    await expect(sequelize.query('SELECT pg_sleep(5)')).rejects.toThrow('Query read timeout');
    const after = (await sequelize.query('SELECT pg_backend_pid() AS pid', { type: 'SELECT' }))[0].pid;
    expect(after).not.toBe(before);
  });

  test('nobody waits for a connection longer than pool.acquire says', async () => {
    const sequelize = connect({ pool: { max: 1, acquire: 100 } });
    const transaction = await sequelize.transaction();
    await expect(sequelize.query('SELECT 1')).rejects.toThrow(Sequelize.ConnectionAcquireTimeoutError);
    await expect(sequelize.transaction()).rejects.toThrow(Sequelize.ConnectionAcquireTimeoutError);
    expect(sequelize.connectionManager.pool).toMatchObject({ size: 1, using: 1, waiting: 0, available: 0 });
    await transaction.rollback();
    await sequelize.query('SELECT 1');
  });

  test('a slow statement holds up nobody while the pool has room', async () => {
    const sequelize = connect({ pool: { max: 2 } });
    for (let run = 0; run < 5; run++)
      await Promise.all([1, 2].map(one => sequelize.query('SELECT $1::int', { bind: [one] })));
    let isAsleep = true;
    const slow = sequelize.query('SELECT pg_sleep(1)').then(() => (isAsleep = false));
    await Promise.all(Array.from({ length: 50 }, (_, one) => sequelize.query('SELECT $1::int', { bind: [one] })));
    expect(isAsleep).toBe(true);
    await slow;
  });

  test('hooks of connections and pools, in their order', async () => {
    const heard = [];
    const sequelize = connect({ pool: { max: 1 } });
    for (const name of [
      'beforePoolAcquire',
      'beforeConnect',
      'afterConnect',
      'afterPoolAcquire',
      'beforeDisconnect',
      'afterDisconnect'
    ]) {
      sequelize.addHook(name, () => void heard.push(name));
    }
    await sequelize.query('SELECT 1');
    await sequelize.close();
    expect(heard).toEqual([
      'beforePoolAcquire',
      'beforeConnect',
      'afterConnect',
      'afterPoolAcquire',
      'beforeDisconnect',
      'afterDisconnect'
    ]);
  });

  test('what a hook throws reaches whoever wanted the connection', async () => {
    const reason = new TypeError('no token');
    const sequelize = connect({ hooks: { beforeConnect: () => Promise.reject(reason) } });
    expect(await sequelize.authenticate().catch(error => error)).toBe(reason);
  });

  test('readers and the writer', async () => {
    const named = application_name => ({ dialectOptions: { application_name } });
    const sequelize = connect({
      replication: { read: [named('r1'), named('r2')], write: named('w') },
      pool: { max: 2 }
    });
    const where = async options => {
      const rows = await sequelize.query("SELECT current_setting('application_name') AS a", {
        type: 'SELECT',
        ...options
      });
      return rows[0].a;
    };
    expect((await Promise.all([where(), where()])).sort()).toEqual(['r1', 'r2']);
    expect(await where({ useMaster: true })).toBe('w');
    expect(await sequelize.transaction({ readOnly: true }, transaction => where({ transaction }))).toMatch(/^r/);
    expect(await sequelize.transaction(transaction => where({ transaction }))).toBe('w');
    expect(sequelize.connectionManager.pool.read.size).toBe(2);
    expect(sequelize.connectionManager.pool.write.size).toBe(1);
  });

  test('a sum stays the same while connections are killed', async () => {
    const sequelize = connect({ pool: { max: 8 } });
    const admin = connect({ pool: { max: 1 } });
    const Account = sequelize.define('account', { sum: Sequelize.DataTypes.INTEGER }, { timestamps: false });
    await Account.sync({ force: true });
    await Account.bulkCreate(Array.from({ length: 10 }, () => ({ sum: 100 })));
    const kill =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' ORDER BY random() LIMIT 1";
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
    const failures = [];
    let left = 400;
    const move = async () => {
      while (left-- > 0) {
        const [from, to] = [1 + (left % 9), 10];
        if (left % 40 === 0) await admin.query(kill);
        await sequelize
          .transaction(async transaction => {
            await Account.increment({ sum: -1 }, { where: { id: from }, transaction });
            await Account.increment({ sum: 1 }, { where: { id: to }, transaction });
          })
          .catch(error => failures.push(error));
      }
    };
    await Promise.all(Array.from({ length: 20 }, move));
    warn.mockRestore();
    expect(failures.filter(error => !(error instanceof Sequelize.BaseError))).toEqual([]);
    expect(failures.length).toBeGreaterThan(0);
    expect(await admin.query('SELECT sum(sum)::int AS sum FROM accounts', { type: 'SELECT' })).toEqual([{ sum: 1000 }]);
    expect(sequelize.connectionManager.pool).toMatchObject({ using: 0, waiting: 0 });
  });

  test('a transaction that nobody can finish any more gives its connection back', () => {
    const program = `
      const Sequelize = require('sequelize-rs');
      (async () => {
        const sequelize = new Sequelize({ ...JSON.parse(process.argv[1]), pool: { max: 1, acquire: 20000 } });
        await (async () => void (await sequelize.transaction()))();
        const collecting = setInterval(gc, 20);
        await sequelize.query('SELECT 1');
        clearInterval(collecting);
        await sequelize.close();
        console.log('done');
      })();`.replace("'sequelize-rs'", JSON.stringify(join(__dirname, '..', '..')));
    const told = execFileSync(process.execPath, ['--expose-gc', '-e', program, JSON.stringify(base)]);
    expect(String(told)).toBe('done\n');
  });

  test('the next statement works after the server has restarted', async () => {
    const sequelize = connect({ pool: { max: 3 } });
    await Promise.all([1, 2, 3].map(() => sequelize.query('SELECT pg_sleep(0.05)')));
    const lost = new Promise(resolve => sequelize.addHook('afterDisconnect', resolve));
    await server.restart();
    await lost;
    expect(await who(sequelize)).toBe(base.username);
  });
});

(isHere ? describe : describe.skip)('TLS with postgres', () => {
  let server;
  let base;
  let ca;

  beforeAll(async () => {
    server = await startPostgres();
    const [certificate, key] = ['server.crt', 'server.key'].map(name => join(server.folder, name));
    execFileSync('openssl', ['req', '-new', '-x509', '-days', '2', '-nodes', '-subj', '/CN=localhost',
      '-addext', 'subjectAltName=DNS:localhost', '-addext', 'basicConstraints=critical,CA:FALSE',
      '-out', certificate, '-keyout', key], { stdio: 'ignore' }); // prettier-ignore
    ca = readFileSync(certificate);
    const { port, username, password, pathname } = new URL(server.url);
    base = {
      dialect: 'postgres',
      host: 'localhost',
      port,
      username,
      password,
      database: pathname.slice(1),
      logging: false
    };
    const admin = new Sequelize({ ...base, host: '127.0.0.1' });
    const pem = path => readFileSync(path, 'utf8').replace(/'/g, '');
    // The server reads them as its own account: it writes them itself.
    await admin.query(
      `COPY (SELECT unnest(string_to_array($$${pem(certificate).trim()}$$, chr(10)))) TO '${server.folder}/data/server.crt'`
    );
    await admin.query(
      `COPY (SELECT unnest(string_to_array($$${pem(key).trim()}$$, chr(10)))) TO PROGRAM 'umask 077; cat > ${server.folder}/data/server.key'`
    );
    await admin.query('ALTER SYSTEM SET ssl = on');
    await admin.query('SELECT pg_reload_conf()');
    await admin.close();
  });
  afterAll(() => server?.stop());

  async function isEncrypted(ssl) {
    const sequelize = new Sequelize({ ...base, host: '127.0.0.1', dialectOptions: { ssl } });
    try {
      const rows = await sequelize.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()', {
        type: 'SELECT'
      });
      return rows[0].ssl;
    } catch (error) {
      return error.parent?.code ?? error.message;
    } finally {
      await sequelize.close();
    }
  }

  test.each([
    ['any certificate', () => ({ require: true, rejectUnauthorized: false }), true],
    ['a known one', () => ({ ca, servername: 'localhost' }), true],
    ['one for another host', () => ({ ca, servername: 'other.example' }), 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['an unknown one', () => ({ servername: 'localhost' }), expect.stringMatching(/SELF_SIGNED|UNABLE_TO/)],
    ['none', () => false, false]
  ])('%s', async (_, ssl, outcome) => {
    expect(await isEncrypted(ssl())).toEqual(outcome);
  });
});
