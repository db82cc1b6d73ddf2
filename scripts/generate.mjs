// Writes facade/generated/ from the tables of crates/sequelize_types, so that a list both languages need has one
// home. With --check nothing is written: the exit status says whether a file is stale.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const isCheck = process.argv.includes('--check');

const printed = execFileSync('cargo', ['run', '--quiet', '--package', 'sequelize_types', '--example', 'lists'], {
  cwd: root,
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit']
});
const lists = JSON.parse(printed);

const files = {
  'facade/generated/hooks.ts': hooksFile(lists.hooks),
  'facade/generated/operators.ts': operatorsFile(lists.operators)
};

const stale = Object.entries(files).filter(([path, text]) => {
  const full = join(root, path);
  return !existsSync(full) || readFileSync(full, 'utf8') !== text;
});

for (const [path, text] of stale) {
  const full = join(root, path);
  if (isCheck) {
    console.error(`${relative(process.cwd(), full)} is stale: run \`npm run generate\``);
    continue;
  }
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  console.log(`wrote ${relative(process.cwd(), full)}`);
}
process.exitCode = isCheck && stale.length > 0 ? 1 : 0;

/** The table of lifecycle events, one line each, and the union of their names. */
function hooksFile(hooks) {
  const rows = hooks.map(hook => {
    const facts = [`params: ${hook.params}`];
    if (hook.isSync) facts.push('isSync: true');
    if (hook.isSequelizeOnly) facts.push('isSequelizeOnly: true');
    if (hook.isOnInstance) facts.push('isOnInstance: true');
    if (hook.proxiesTo.length > 0) facts.push(`proxiesTo: [${hook.proxiesTo.map(name => `'${name}'`).join(', ')}]`);
    return `  ${hook.name}: { ${facts.join(', ')} },\n`;
  });
  return `// Made by \`npm run generate\` from crates/sequelize_types/src/hook.rs. Do not edit.

/** What is known about one lifecycle event. */
export interface HookFacts {
  /** How many arguments a function registered for it gets. */
  readonly params: number;
  /** Runs within the call that raises it. */
  readonly isSync?: boolean;
  /** Exists on Sequelize and its instances only. */
  readonly isSequelizeOnly?: boolean;
  /** Its first argument is one model instance, so functions registered on that instance run too. */
  readonly isOnInstance?: boolean;
  /** Registering for it registers for these as well, first. */
  readonly proxiesTo?: readonly string[];
}

const events = {
${rows.join('')}} as const satisfies Record<string, HookFacts>;

export type HookName = keyof typeof events;

/** All lifecycle events, in v6's order. */
export const HOOKS: Readonly<Record<HookName, HookFacts>> = events;

/** Their names. */
export const HOOK_NAMES = Object.keys(events) as readonly HookName[];
`;
}

/** The names of the operators; the position of each is the number that crosses the border. */
function operatorsFile(operators) {
  return `// Made by \`npm run generate\` from crates/sequelize_types/src/operator.rs. Do not edit.

/** The operators in the order of their numbers at the border. */
export const OPERATOR_NAMES = [
${operators.map(name => `  '${name}',\n`).join('')}] as const;
`;
}
