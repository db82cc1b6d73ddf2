'use strict';
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const Sequelize = require('sequelize-rs');

let folder;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'sequelize-rs-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The codes of the warnings of one query with these options. */
async function warnings(options) {
  const emit = jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const sequelize = new Sequelize('database', 'user', 'secret', { dialect: 'sqlite', logging: false, ...options });
  await sequelize.query('SELECT 1');
  await sequelize.query('SELECT 2');
  await sequelize.close();
  const codes = emit.mock.calls.map(([, details]) => details?.code);
  emit.mockRestore();
  return codes;
}

it('says once that a file is not encrypted by a password', async () => {
  expect(await warnings({ storage: join(folder, 'a.sqlite') })).toEqual(['SEQUELIZE_RS_SQLITE_PASSWORD']);
});

it('says nothing of a database in memory', async () => {
  expect(await warnings({ storage: ':memory:' })).toEqual([]);
});
