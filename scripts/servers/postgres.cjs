// A private PostgreSQL server.
'use strict';

const { existsSync, readdirSync, writeFileSync } = require('node:fs');
const { delimiter, join } = require('node:path');
const { PrivateServer, freePort } = require('./private-server.cjs');

const DEBIAN = '/usr/lib/postgresql';
const ACCOUNT = { user: 'sequelize', password: 'sequelize' };
const DATABASE = 'sequelize_test';

/** The folder of initdb and postgres, or undefined. Debian keeps them off the PATH. */
function findPostgres() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((left, right) => Number(right) - Number(left)) : [];
  const folders = [...versions.map(version => join(DEBIAN, version, 'bin')), ...process.env.PATH.split(delimiter)];
  return folders.find(folder => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/**
 * Starts one with a superuser and a database.
 * @param settings of postgresql.conf, by name
 * @param hba lines of pg_hba.conf instead of the usual ones
 * @returns {{ url, port, folder, stop(), halt(signal), restart() }} `halt` leaves the data, `restart` uses the same port
 */
async function startPostgres({ settings = {}, hba } = {}) {
  const programs = findPostgres();
  if (!programs) throw new Error('PostgreSQL is not installed.');
  const server = new PrivateServer('postgres');
  const data = join(server.folder, 'data');
  const secret = join(server.folder, 'password');
  writeFileSync(secret, ACCOUNT.password, { mode: 0o644 });
  server.prepare(join(programs, 'initdb'), [
    ...['--pgdata', data, '--username', ACCOUNT.user, '--pwfile', secret, '--encoding', 'UTF8', '--locale', 'C.UTF-8'],
    ...['--auth-local', 'trust', '--auth-host', 'scram-sha-256', '--no-sync']
  ]);
  if (hba) writeFileSync(join(data, 'pg_hba.conf'), hba.join('\n') + '\n');
  const port = await freePort();
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: server.folder, fsync: 'off', ...settings };
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  ];
  const launch = () => server.launch(join(programs, 'postgres'), args, () => ask(server.folder, port, 'SELECT 1'));
  await launch();
  await ask(server.folder, port, `CREATE DATABASE ${DATABASE}`);
  return {
    url: `postgres://${ACCOUNT.user}:${ACCOUNT.password}@127.0.0.1:${port}/${DATABASE}`,
    port,
    folder: server.folder,
    stop: () => server.stop('SIGINT'),
    halt: (signal = 'SIGINT') => server.halt(signal),
    restart: async () => {
      await server.halt('SIGINT');
      await launch();
    }
  };
}

/** Over the socket, where the account needs no password. */
async function ask(folder, port, sql) {
  const { Client } = require('pg');
  const client = new Client({ host: folder, port, user: ACCOUNT.user, database: 'postgres' });
  client.on('error', () => {});
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

module.exports = { findPostgres, startPostgres };
