'use strict';

// A project in a temporary folder, and the command lines that are run in it.
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Sequelize } = require('../../../index.js');

const root = path.resolve(__dirname, '../../..');
const ours = path.join(root, 'lib/command-line/bin.mjs');
/** A path inside of the project. */
const theirs = 'node_modules/sequelize-cli/lib/sequelize';

const made = [];

/** An empty project on an SQLite file, in which `require('sequelize')` gives this package. */
function makeProject(files = {}) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'project-')));
  made.push(folder);
  fs.mkdirSync(path.join(folder, 'node_modules'));
  fs.symlinkSync(root, path.join(folder, 'node_modules/sequelize'));
  // sequelize-cli looks for `sequelize` beside itself first, so it must lie here.
  fs.cpSync(path.join(root, 'node_modules/sequelize-cli'), path.join(folder, 'node_modules/sequelize-cli'), {
    recursive: true
  });
  fs.writeFileSync(path.join(folder, 'package.json'), '{"name":"project","private":true}');
  const write = (name, content) => {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  return {
    folder,
    write,
    read: name => fs.readFileSync(path.join(folder, name), 'utf8'),
    run,
    files: () => list(folder)
  };

  function run(args, { script = ours, env = {} } = {}) {
    return new Promise(resolve => {
      const packages = path.join(root, 'node_modules');
      const options = {
        cwd: folder,
        env: { ...process.env, NODE_ENV: '', NO_COLOR: '1', NODE_PATH: packages, ...env }
      };
      execFile(process.execPath, [script, ...args], options, (error, stdout, stderr) => {
        resolve({ code: error ? (error.code ?? 1) : 0, stdout, stderr });
      });
    });
  }
}

function list(folder, below = '') {
  const entries = fs.readdirSync(path.join(folder, below), { withFileTypes: true });
  return entries
    .filter(entry => !['node_modules', 'package.json'].includes(entry.name))
    .flatMap(entry => {
      const name = path.join(below, entry.name);
      return entry.isDirectory() ? [`${name}/`, ...list(folder, name)] : [name];
    })
    .sort();
}

function removeProjects() {
  for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
}

/** Everything in an SQLite file: its schema and its rows. */
async function dump(file) {
  if (!fs.existsSync(file)) return null;
  const sequelize = new Sequelize({ dialect: 'sqlite', storage: file, logging: false });
  try {
    const select = sql => sequelize.query(sql, { type: 'SELECT', raw: true });
    const schema = await select('SELECT type, name, sql FROM sqlite_master ORDER BY type, name');
    const rows = {};
    for (const { type, name } of schema) {
      if (type === 'table') rows[name] = await select(`SELECT * FROM "${name}"`);
    }
    return { schema, rows };
  } finally {
    await sequelize.close();
  }
}

module.exports = { makeProject, removeProjects, dump, ours, theirs, root };
