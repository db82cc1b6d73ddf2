'use strict';
// What becomes of connections when a MariaDB server ends and comes back, and when it shows certificates of all kinds.
const { spawnSync } = require('node:child_process');
const { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { Sequelize, QueryTypes } = require('sequelize-rs');
const { findMariadb, startMariadb } = require('../../scripts/servers/mariadb.cjs');

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const canRun = findMariadb() !== undefined && hasOpenssl;
if (!canRun && process.env.SERVERS === 'required') throw new Error('mariadbd and openssl are needed.');

function openssl(folder, ...args) {
  const { status, stderr } = spawnSync('openssl', args, { cwd: folder });
  if (status !== 0) throw new Error(String(stderr));
}

/** An authority, and certificates of it: a good one, one that is over, one for somebody else; and one of its own. */
function makeCertificates(folder) {
  const request = (name, subject, ...more) =>
    openssl(
      folder,
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-subj',
      `/CN=${subject}`,
      ...more
    );
  request('ca', 'authority', '-x509', '-days', '30', '-out', 'ca.pem');
  request('own', 'localhost', '-x509', '-days', '30', '-addext', 'subjectAltName=DNS:localhost', '-out', 'own.pem');
  const sign = (name, host, ...validity) => {
    request(name, host, '-addext', `subjectAltName=DNS:${host}`, '-out', `${name}.csr`);
    const ca = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-copy_extensions', 'copy'];
    openssl(folder, 'x509', '-req', '-in', `${name}.csr`, ...ca, ...validity, '-out', `${name}.pem`);
  };
  sign('good', 'localhost', '-days', '30');
  sign('other', 'elsewhere.example', '-days', '30');
  sign('over', 'localhost', '-days', '-1');
}

(canRun ? describe : describe.skip)('a MariaDB server', () => {
  let server;
  let folder;

  const connect = options => new Sequelize(server.url, { logging: false, ...options });

  afterEach(async () => {
    await server?.stop();
    if (folder) rmSync(folder, { recursive: true });
  });

  test('that is started anew is found by the same Sequelize', async () => {
    server = await startMariadb();
    const sequelize = connect({ pool: { max: 3 }, retry: { max: 1 } });
    const ask = () => sequelize.query('SELECT CONNECTION_ID() AS id', { type: QueryTypes.SELECT });
    const bySocket = connect({ dialectOptions: { socketPath: join(server.folder, 'socket') }, port: 1 });
    await bySocket.authenticate();
    await bySocket.close();
    const before = await Promise.all([ask(), ask(), ask()]);
    const transaction = await sequelize.transaction();
    const [lost] = await Promise.all([ask().catch(error => error), server.restart()]);
    expect(Array.isArray(lost) || /^Sequelize/.test(lost.name)).toBe(true);
    await expect(sequelize.query('SELECT 1', { transaction })).rejects.toThrow(/socket|connection/i);
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    await transaction.rollback().catch(() => undefined);
    expect(warn.mock.calls[0][0]).toMatch(/killing its connection/);
    warn.mockRestore();
    const after = await Promise.all([ask(), ask(), ask()]);
    expect(after).toHaveLength(before.length);
    expect(sequelize.connectionManager.pool.using).toBe(0);
    expect(sequelize.connectionManager.pool.size).toBeLessThanOrEqual(3);
    await sequelize.close();
  }, 60000);

  test('is believed as its certificate and `rejectUnauthorized` say', async () => {
    folder = mkdtempSync(join(tmpdir(), 'sequelize-rs-certificates-'));
    // The server may run as somebody else.
    chmodSync(folder, 0o755);
    makeCertificates(folder);
    const show = name => {
      for (const end of ['pem', 'key']) {
        copyFileSync(join(folder, `${name}.${end}`), join(folder, `shown.${end}`));
        chmodSync(join(folder, `shown.${end}`), 0o644);
      }
    };
    show('good');
    server = await startMariadb({
      args: [`--ssl-cert=${join(folder, 'shown.pem')}`, `--ssl-key=${join(folder, 'shown.key')}`]
    });
    const url = server.url.replace('127.0.0.1', 'localhost');
    const ca = readFileSync(join(folder, 'ca.pem'), 'utf8');

    /** The cipher of a connection, or why there is none. */
    async function tryWith(dialect, ssl) {
      const dialectOptions = { ssl, connectTimeout: 5000 };
      const sequelize = new Sequelize(url.replace(/^\w+/, dialect), {
        logging: false,
        dialectOptions,
        retry: { max: 1 }
      });
      try {
        const [row] = await sequelize.query("SHOW STATUS LIKE 'Ssl_cipher'", { type: QueryTypes.SELECT });
        return row.Value === '' ? 'plain' : 'encrypted';
      } catch (error) {
        return error.message;
      } finally {
        await sequelize.close();
      }
    }

    const admin = new Sequelize(server.url, { logging: false });
    for (const dialect of ['mariadb', 'mysql']) {
      expect(await tryWith(dialect, undefined)).toBe('plain');
      const verdicts = {};
      for (const name of ['good', 'over', 'other', 'own']) {
        show(name);
        await admin.query('FLUSH SSL');
        expect(await tryWith(dialect, { ca, rejectUnauthorized: false })).toBe('encrypted');
        verdicts[name] = await tryWith(dialect, { ca });
      }
      expect(verdicts).toEqual({
        good: 'encrypted',
        over: 'certificate has expired',
        other: expect.stringMatching(/does not match certificate's altnames/),
        own: expect.stringMatching(/self-signed certificate/)
      });
      expect(await tryWith(dialect, { ca: [readFileSync(join(folder, 'own.pem'))] })).toBe('encrypted');
      show('other');
      await admin.query('FLUSH SSL');
      expect(await tryWith(dialect, { ca, verifyIdentity: false })).toBe('encrypted');
      expect(await tryWith(dialect, { ca, servername: 'elsewhere.example' })).toBe('encrypted');
      expect(await tryWith(dialect, { ca, passphrase: 'x' })).toMatch(/ssl\.passphrase is not supported/);
    }
    await admin.close();
  }, 120000);
});
