// Servers for the tests, by dialect: those that `DATABASE_URL_POSTGRES`, `DATABASE_URL_MARIADB` and `DATABASE_URL_MYSQL`
// name, else private ones of the programs that are installed, else, if that is wanted, of Debian's packages.
'use strict';

const { spawnSync } = require('node:child_process');
const { findMariadb, startMariadb } = require('./mariadb.cjs');
const { findPostgres, startPostgres } = require('./postgres.cjs');

const SERVERS = [
  { dialects: ['postgres'], title: 'PostgreSQL', find: findPostgres, start: startPostgres, packages: ['postgresql'] },
  {
    dialects: ['mariadb', 'mysql'],
    title: 'MariaDB',
    find: findMariadb,
    start: startMariadb,
    packages: ['mariadb-server']
  }
];

/**
 * @param install whether packages may be installed
 * @returns {{ env, missing, stop() }} `env`: the URLs under the names above; `missing`: sentences about what there is not
 */
async function provideServers({ install = false } = {}) {
  const env = {};
  const missing = [];
  const started = [];
  for (const { dialects, title, find, start, packages } of SERVERS) {
    const wanted = dialects.filter(dialect => !process.env[variable(dialect)]);
    if (wanted.length === 0) continue;
    if (install && !find()) installPackages(packages);
    if (!find()) {
      missing.push(
        `${dialects.join(' and ')}: ${title} is not installed, and ${wanted.map(variable).join(', ')} not set`
      );
      continue;
    }
    const server = await start();
    started.push(server);
    for (const dialect of wanted) env[variable(dialect)] = server.url.replace(/^\w+:/, `${dialect}:`);
  }
  return { env, missing, stop: () => Promise.all(started.map(server => server.stop())) };
}

function variable(dialect) {
  return `DATABASE_URL_${dialect.toUpperCase()}`;
}

/** By apt, as root or by sudo. A failure shows later: the programs are not found. */
function installPackages(packages) {
  const apt = (...args) => {
    const command = process.getuid?.() === 0 ? ['apt-get', ...args] : ['sudo', '--non-interactive', 'apt-get', ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(command[0], command.slice(1), { stdio: 'inherit', env }).status === 0;
  };
  const install = () => apt('install', '--yes', '--no-install-recommends', ...packages);
  if (!install() && apt('update')) install();
}

module.exports = { provideServers, startMariadb, startPostgres };
