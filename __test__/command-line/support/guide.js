'use strict';

// Runs a page of the documentation: files that its code blocks name are written, commands are run, in order.
const fs = require('node:fs');
const path = require('node:path');

const root = path.resolve(__dirname, '../../..');

/** The steps of a page: `{ file, content }` or `{ command, fails }`. */
function stepsOf(page) {
  const text = fs.readFileSync(path.join(root, 'docs', page), 'utf8');
  const steps = [];
  for (const [, language, code] of text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)) {
    if (language === 'sh') {
      for (const line of code.split('\n').filter(line => line.startsWith('npx sequelize-rs'))) {
        steps.push({ command: words(line.replace(/ #.*/, '')).slice(2), fails: line.includes('# fails') });
      }
      continue;
    }
    const file = /^\/\/ (\S+)\n/.exec(code)?.[1];
    if (file) steps.push({ file, content: language === 'json' ? code.replace(/^.*\n/, '') : code });
  }
  return steps;
}

function words(line) {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare);
}

/** Every step in turn; gives what the commands printed. */
async function follow(page, project) {
  const printed = [];
  for (const { file, content, command, fails } of stepsOf(page)) {
    if (file) {
      project.write(file, content);
      continue;
    }
    const { code, stdout, stderr } = await project.run(command);
    expect({ command, code, stderr: fails ? '' : stderr }).toEqual({ command, code: fails ? 1 : 0, stderr: '' });
    printed.push({ command: command.join(' '), stdout });
  }
  return printed;
}

module.exports = { follow };
