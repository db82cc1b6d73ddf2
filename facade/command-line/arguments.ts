/** Forms of arguments that sequelize-cli (yargs) takes and the parser does not know. */
import type { Command } from 'commander';
import { kebabCase } from './settings';

const BOOLEANS = new Set(['--debug', '--force', '--underscored', '--dry-run']);

/** `--modelsPath` → `--models-path`, `--force=true` → `--force`; the command's name comes first wherever it stands. */
export function normalizeArguments(args: string[], program: Command): string[] {
  const plain: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const [name, value] = split(args[at]);
    if (!name) {
      plain.push(args[at]);
      continue;
    }
    if (!BOOLEANS.has(name)) {
      plain.push(value === undefined ? name : `${name}=${value}`);
      continue;
    }
    const said = value ?? (/^(true|false)$/.test(args[at + 1] ?? '') ? args[++at] : 'true');
    if (said !== 'false') plain.push(name);
  }
  return commandFirst(plain, program);
}

function split(arg: string): [name?: string, value?: string] {
  const match = /^(--[A-Za-z][\w-]*)(?:=(.*))?$/s.exec(arg);
  return match ? [kebabCase(match[1]), match[2]] : [];
}

function commandFirst(args: string[], program: Command): string[] {
  const names = new Set(program.commands.flatMap(command => [command.name(), ...command.aliases()]));
  const at = args.findIndex(arg => names.has(arg));
  return at <= 0 ? args : [args[at], ...args.slice(0, at), ...args.slice(at + 1)];
}
