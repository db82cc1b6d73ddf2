// A private MariaDB server, for the dialects mariadb and mysql.
'use strict';

const { existsSync } = require('node:fs');
const { delimiter, join } = require('node:path');
const { PrivateServer, freePort } = require('./private-server.cjs');

const ACCOUNT = { user: 'sequelize', password: 'sequelize' };
const DATABASE = 'sequelize_test';

function findProgram(name) {
  const folders = [...process.env.PATH.split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map(folder => join(folder, name)).find(path => existsSync(path));
}

/** The two programs needed, or undefined. */
function findMariadb() {
  const [daemon, install] = [findProgram('mariadbd'), findProgram('mariadb-install-db')];
  return daemon && install ? { daemon, install } : undefined;
}

/**
 * Starts one with an account that may do everything and a database.
 * @param args further arguments of mariadbd
 * @returns {{ url, port, folder, stop(), halt(signal), restart() }} `halt` leaves the data, `restart` uses the same port
 */
async function startMariadb({ args = [] } = {}) {
  const programs = findMariadb();
  if (!programs) throw new Error('MariaDB is not installed.');
  const server = new PrivateServer('mysql');
  const data = join(server.folder, 'data');
  server.prepare(programs.install, [
    ...['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    '--skip-name-resolve'
  ]);
  const port = await freePort();
  const socket = join(server.folder, 'socket');
  const all = [
    ...['--no-defaults', `--datadir=${data}`, `--port=${port}`, `--socket=${socket}`, '--bind-address=127.0.0.1'],
    ...[
      `--pid-file=${join(server.folder, 'pid')}`,
      '--skip-name-resolve',
      '--innodb-flush-log-at-trx-commit=0',
      // Without a configuration file it would be latin1.
      '--character-set-server=utf8mb4',
      ...args
    ]
  ];
  const launch = () => server.launch(programs.daemon, all, () => ask(socket, ['SELECT 1']));
  await launch();
  await ask(socket, [
    `CREATE DATABASE ${DATABASE}`,
    `CREATE USER ${ACCOUNT.user}@'%' IDENTIFIED BY '${ACCOUNT.password}'`,
    `GRANT ALL ON *.* TO ${ACCOUNT.user}@'%' WITH GRANT OPTION`
  ]);
  return {
    url: `mariadb://${ACCOUNT.user}:${ACCOUNT.password}@127.0.0.1:${port}/${DATABASE}`,
    port,
    folder: server.folder,
    stop: () => server.stop('SIGTERM'),
    halt: (signal = 'SIGTERM') => server.halt(signal),
    restart: async () => {
      await server.halt('SIGTERM');
      await launch();
    }
  };
}

/** Over the socket, as root, who needs no password. */
async function ask(socketPath, statements) {
  const connection = await require('mariadb').createConnection({ socketPath, user: 'root', connectTimeout: 2000 });
  try {
    for (const sql of statements) await connection.query(sql);
  } finally {
    await connection.end();
  }
}

module.exports = { findMariadb, startMariadb };
