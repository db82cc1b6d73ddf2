'use strict';

// What the pages of the documentation show works.
const { makeProject, removeProjects } = require('./support/project.js');
const { follow } = require('./support/guide.js');

afterAll(removeProjects);

test('docs/command-line.md', async () => {
  const printed = await follow('command-line.md', makeProject());
  expect(printed.map(({ command }) => command)).toContain('db:seed:undo:all');
  const dry = printed.find(({ command }) => command === 'db:migrate --dry-run');
  expect(dry.stdout).toContain('CREATE TABLE IF NOT EXISTS `Posts`');
});
