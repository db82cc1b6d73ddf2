/** The command line from start to end: reads the arguments, runs one command, says what went wrong. */
import { CommanderError } from 'commander';
import { buildProgram } from './program';
import { moduleLoader, type ImportModule } from './project/load-module';
import { line, printError } from './output';
import { normalizeArguments } from './arguments';
import { readSettings } from './settings';

/** What the process around gives. */
export interface Host {
  cwd: string;
  importModule: ImportModule;
}

/** Runs the command that `args` (without node and script) name. Resolves to the exit code: 0 or 1. */
export async function main(args: string[], host: Host): Promise<number> {
  const load = moduleLoader(host.cwd, host.importModule);
  let debug = args.includes('--debug');
  const program = buildProgram(async (command, options) => {
    const settings = await readSettings(options, host.cwd, load);
    debug = settings.debug;
    // Modules of the project choose by NODE_ENV, too.
    if (settings.isEnvGiven) process.env.NODE_ENV = settings.env;
    if (!options.dryRun) teaser(command);
    await command.run(settings, options);
  });
  try {
    await program.parseAsync(normalizeArguments(args, program), { from: 'user' });
    return 0;
  } catch (error) {
    // commander has printed what is wrong with the arguments.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    printError(error, debug);
    return 1;
  }
}

function teaser(command: { isQuiet?: boolean }): void {
  if (command.isQuiet) return;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a file of data beside the code
  const { version } = require('../../package.json') as { version: string };
  line(`\nsequelize-rs ${version} (Node.js ${process.versions.node})\n`);
}
