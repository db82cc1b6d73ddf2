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

test('docs/migration-diff.md', async () => {
  const printed = await follow('migration-diff.md', makeProject());
  const diffs = printed.filter(({ command }) => command.startsWith('migration:diff'));
  expect(diffs.map(({ stdout }) => stdout.includes('no migration was written'))).toEqual([
    false,
    true,
    false,
    false,
    true
  ]);
  expect(diffs[2].stdout).toContain("await queryInterface.createTable('Posts', {");
  expect(diffs[2].stdout).toContain("Sequelize.ENUM('reader', 'writer')");
});

test('docs/erd.md', async () => {
  const project = makeProject();
  const [{ stdout }] = await follow('erd.md', project);
  expect(stdout).toMatch(/^erDiagram\n/);
  expect(project.read('models.svg')).toContain('<svg');
  expect(project.read('docs/users.mmd')).not.toContain('Comments');
});
