/** The table of commands: names and options of sequelize-cli, and what we have besides. */
import { Command, Option } from 'commander';
import { createDatabase, dropDatabase } from './commands/database';
import { diffMigration } from './commands/diff';
import { drawModels } from './commands/erd';
import { generateMigration, generateModel, generateSeeder } from './commands/generate';
import * as inits from './commands/init';
import { migrate, undo, undoAll } from './commands/migrate';
import { seed, seedAll, undoAllSeeds, undoSeed } from './commands/seed';
import { status } from './commands/status';
import { addTimestamps } from './commands/timestamps';
import type { Settings } from './settings';

type Flag = [flags: string, text: string, isRequired?: boolean];

export interface CommandEntry {
  names: string[];
  about: string;
  flags?: Flag[];
  /** Prints no heading: the output is for other programs. */
  isQuiet?: boolean;
  run(settings: Settings, options: any): Promise<void>;
}

const BASE: Flag[] = [
  ['--env <name>', 'environment: a key of the configuration (default: NODE_ENV, or development)'],
  ['--config <file>', 'configuration: JSON, JavaScript or TypeScript (default: config/config.*)'],
  ['--url <url>', 'connection URL, instead of a configuration'],
  ['--options-path <file>', 'file with options (default: .sequelizerc)'],
  ['--migrations-path <folder>', 'folder of migrations (default: migrations)'],
  ['--seeders-path <folder>', 'folder of seeders (default: seeders)'],
  ['--models-path <folder>', 'folder of models (default: models)'],
  ['--debug', 'show where errors come from']
];

const RUNNING: Flag[] = [
  ['--dry-run', 'print the SQL instead of running it'],
  ['--no-transaction', 'run without transactions'],
  ['--no-lock', 'do not care whether somebody else is migrating'],
  ['--lock-timeout <seconds>', 'how long to wait for somebody else who is migrating (default: 60)']
];

const FORCE: Flag[] = [['--force', 'replace what is there']];
const UNDERSCORED: Flag[] = [['--underscored', 'timestamps in snake case']];
const NAME: Flag[] = [['--name <name>', 'name of the file', true]];

const CREATE: Flag[] = [
  ['--charset <name>', 'character set (MySQL, MariaDB)'],
  ['--collate <name>', 'collation'],
  ['--encoding <name>', 'encoding (PostgreSQL)'],
  ['--ctype <name>', 'character classification (PostgreSQL)'],
  ['--template <name>', 'template (PostgreSQL)']
];

export const COMMANDS: CommandEntry[] = [
  { names: ['init'], about: 'start a project: configuration and folders', flags: FORCE, run: inits.init },
  { names: ['init:config'], about: 'write a configuration', flags: FORCE, run: inits.initConfig },
  { names: ['init:migrations'], about: 'make the folder of migrations', flags: FORCE, run: inits.initMigrations },
  { names: ['init:models'], about: 'make the folder of models', flags: FORCE, run: inits.initModels },
  { names: ['init:seeders'], about: 'make the folder of seeders', flags: FORCE, run: inits.initSeeders },
  { names: ['db:create'], about: 'create the database', flags: CREATE, run: createDatabase },
  { names: ['db:drop'], about: 'drop the database', flags: CREATE, run: dropDatabase },
  {
    names: ['db:migrate'],
    about: 'run what is pending',
    flags: [
      ['--to <name>', 'the last migration to run'],
      ['--from <name>', 'the migration to start after'],
      ['--name <name>', 'only this migration'],
      ...RUNNING
    ],
    run: migrate
  },
  { names: ['db:migrate:schema:timestamps:add'], about: 'give the table of migrations timestamps', run: addTimestamps },
  {
    names: ['db:migrate:status'],
    about: 'list what was run and what is pending',
    flags: [['--format <format>', 'table, lines or json (default: a table on a terminal, otherwise lines)']],
    run: status
  },
  {
    names: ['db:migrate:undo'],
    about: 'take back the last migration',
    flags: [['--name <name>', 'this migration instead'], ...RUNNING],
    run: undo
  },
  {
    names: ['db:migrate:undo:all'],
    about: 'take back all migrations',
    flags: [['--to <name>', 'the last one to take back'], ...RUNNING],
    run: undoAll
  },
  {
    names: ['db:seed'],
    about: 'run some seeders',
    flags: [['--seed <files...>', 'their names'], ...RUNNING],
    run: seed
  },
  {
    names: ['db:seed:undo'],
    about: 'take back the last seeder, or some',
    flags: [['--seed <files...>', 'their names'], ...RUNNING],
    run: undoSeed
  },
  { names: ['db:seed:all'], about: 'run all seeders', flags: RUNNING, run: seedAll },
  { names: ['db:seed:undo:all'], about: 'take back all seeders', flags: RUNNING, run: undoAllSeeds },
  {
    names: ['migration:generate', 'migration:create'],
    about: 'write an empty migration',
    flags: [...NAME, ...UNDERSCORED],
    run: generateMigration
  },
  {
    names: ['migration:diff'],
    about: 'write the migration that makes the database be as the models say',
    flags: [
      ['--name <name>', 'name of the file', true],
      ['--ignore <tables...>', 'tables that are left alone'],
      ['--no-drop', 'leave tables alone that no model has'],
      ['--dry-run', 'print the migration instead of writing it']
    ],
    run: diffMigration
  },
  {
    names: ['erd'],
    about: 'draw the models as an entity-relationship diagram',
    flags: [
      ['--format <format>', 'mermaid or svg (default: what the file ends with, or mermaid)'],
      ['--out <file>', 'file to write (default: print)'],
      ['--models <names...>', 'models to show (default: all)']
    ],
    isQuiet: true,
    run: drawModels
  },
  {
    names: ['model:generate', 'model:create'],
    about: 'write a model and the migration that makes its table',
    flags: [
      ['--name <name>', 'name of the model', true],
      ['--attributes <list>', 'as in name:string,tags:array:string,role:enum:{admin,guest}', true],
      ...UNDERSCORED,
      ...FORCE
    ],
    run: generateModel
  },
  {
    names: ['seed:generate', 'seed:create'],
    about: 'write an empty seeder',
    flags: NAME,
    run: generateSeeder
  }
];

/** `run` is called with the command that the arguments name and its options. */
export function buildProgram(run: (command: CommandEntry, options: any) => Promise<void>): Command {
  const program = new Command('sequelize-rs');
  program
    .description('Migrations, seeders and models of a Sequelize project')
    .version(version(), '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .exitOverride()
    .showSuggestionAfterError();
  for (const entry of COMMANDS) addCommand(program, entry, run);
  return program;
}

function addCommand(
  program: Command,
  entry: CommandEntry,
  run: (command: CommandEntry, options: any) => Promise<void>
): void {
  const [name, ...aliases] = entry.names;
  const command = program
    .command(name)
    .description(entry.about)
    .aliases(aliases)
    .helpOption('--help', 'print this help');
  for (const [flags, text, isRequired] of [...(entry.flags ?? []), ...BASE]) {
    const option = new Option(flags, text);
    option.makeOptionMandatory(isRequired === true);
    command.addOption(option);
  }
  command.action(options => run(entry, options));
}

function version(): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a file of data beside the code
  return (require('../../package.json') as { version: string }).version;
}
