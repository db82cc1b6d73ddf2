// Which databases a test runs on: SQLite always, servers whose URL `npm test` (or the caller) has set, see `scripts/test.mjs`.
// `DIALECT` narrows it down to one.
'use strict';

const SERVERS = ['postgres', 'mariadb', 'mysql'];

function urlOf(dialect) {
  return process.env[`DATABASE_URL_${dialect.toUpperCase()}`];
}

function isWanted(dialect) {
  return !process.env.DIALECT || process.env.DIALECT === dialect;
}

/** `describe` per server; one without a URL is shown as skipped, and fails where servers are required. */
function describeServers(dialects, body) {
  for (const dialect of dialects.filter(isWanted)) {
    const url = urlOf(dialect);
    if (url) {
      describe(dialect, () => body({ dialect, url }));
    } else if (process.env.SERVERS === 'required') {
      test(`${dialect}: a server`, () => {
        throw new Error(`DATABASE_URL_${dialect.toUpperCase()} is not set.`);
      });
    } else {
      describe.skip(`${dialect} (DATABASE_URL_${dialect.toUpperCase()} is not set)`, () => body({ dialect, url: '' }));
    }
  }
}

/** The same with SQLite in memory first. */
function describeDatabases(body, dialects = ['sqlite', ...SERVERS]) {
  if (dialects.includes('sqlite') && isWanted('sqlite')) {
    describe('sqlite', () => body({ dialect: 'sqlite', url: 'sqlite::memory:' }));
  }
  const servers = dialects.filter(dialect => dialect !== 'sqlite');
  describeServers(servers, body);
}

module.exports = { SERVERS, describeDatabases, describeServers, urlOf };
