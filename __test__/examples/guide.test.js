'use strict';
// The programs of examples/guide do what they say.
const { execFile } = require('node:child_process');
const { join } = require('node:path');
const { promisify } = require('node:util');

const root = join(__dirname, '..', '..');
const guide = join(root, 'examples', 'guide');

/** What a program writes. It has to end by itself and to warn of nothing. */
async function output(...args) {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: root, timeout: 50_000 });
  return { stdout, stderr, lines: stdout.trimEnd().split('\n') };
}

it('relates models', async () => {
  const { lines, stderr } = await output(join(guide, 'associations.mjs'));
  expect(stderr).toBe('');
  expect(lines).toEqual([
    'profile: Writes compilers, of Ada',
    'posts: 2',
    'first post: On engines, by Ada',
    'role: admin, assigned by Ben',
    'is editor: false',
    'admins: Ada',
    'reports of Ada: Ben',
    'created together: Draws maps, 2 posts, key true'
  ]);
});

it('loads eagerly', async () => {
  const { lines, stderr } = await output(join(guide, 'eager-loading.mjs'));
  expect(stderr).toBe('');
  expect(lines).toEqual([
    'with an alias (1 statement)',
    '  Ada: Writes compilers',
    '  Ben: no profile',
    '  Cleo: no profile',
    'with a condition, which leaves out who has no such post (1 statement)',
    '  Ada: Engines, Notes',
    '  Ben: Maps',
    'three levels (1 statement)',
    '  Engines: "Nice" by Ben',
    '  Notes: "More" by Cleo',
    'all associations (1 statement)',
    '  id, name, profile, posts, roles',
    'two posts of each user, the most read first (2 statements)',
    '  Ada: 30, 20',
    '  Ben: 25',
    '  Cleo: ',
    'two relations to many, each by a statement of its own (3 statements)',
    '  Ada: 3 posts, 2 roles',
    '  Ben: 1 posts, 1 roles',
    '  Cleo: 0 posts, 0 roles',
    'the first page of those with a well-read post (2 statements)',
    '  Ben: 1 of them'
  ]);
});

it('aggregates', async () => {
  const { lines, stderr } = await output(join(guide, 'aggregation.mjs'));
  expect(stderr).toBe('');
  expect(lines).toEqual([
    'active: 5',
    'sum of ages: 162',
    'average age: 32',
    'youngest and oldest: 20 60',
    'nobody is summed up to: null',
    'department 1: 3 users of 40 on average',
    'department 2: 2 users of 21 on average',
    'Research 3, Sales 2, Law 1',
    'page: Research (3), Sales (2) of 3',
    'active false: 1, active true: 5'
  ]);
});

it('tests', async () => {
  const jest = require.resolve('jest/bin/jest');
  const { stderr } = await output(jest, '--rootDir', guide, '--testMatch', '**/testing.test.js');
  expect(stderr).toContain('Tests:       9 passed, 9 total');
});
