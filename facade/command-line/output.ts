/**
 * What is printed. Lines go to standard output, errors to standard error; colours only to a terminal that wants them
 * (`NO_COLOR`, https://no-color.org).
 */
import { Failure } from './failure';

const isTerminal = () => process.stdout.isTTY === true;
const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 94 };

export type Style = keyof typeof codes;

export function styled(style: Style, text: string): string {
  const wanted = isTerminal() && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  return wanted ? `\u001b[${codes[style]}m${text}\u001b[0m` : text;
}

let prefix = '';

/** From now on the lines are comments: with `--dry-run`, everything else is SQL. */
export function commentLines(): void {
  prefix = '-- ';
}

export function line(text = ''): void {
  for (const part of text.split('\n')) process.stdout.write(`${prefix}${part}`.trimEnd() + '\n');
}

/** SQL of `--dry-run`. */
export function statement(sql: string): void {
  process.stdout.write(`${sql.trim().replace(/;*$/, ';')}\n`);
}

export function note(text: string): void {
  line(styled('dim', text));
}

/** Whether somebody looks on, or another program reads the lines. */
export function isForPeople(): boolean {
  return isTerminal();
}

/** Columns as wide as their widest cell, ruled. */
export function table(head: string[], rows: string[][]): string {
  const widths = head.map((cell, at) => Math.max(cell.length, ...rows.map(row => row[at].length)));
  const pad = (row: string[]) => row.map((cell, at) => cell.padEnd(widths[at]));
  const rule = (left: string, middle: string, right: string) =>
    left + widths.map(width => '─'.repeat(width + 2)).join(middle) + right;
  const text = (row: string[]) => `│ ${pad(row).join(' │ ')} │`;
  return [rule('┌', '┬', '┐'), text(head), rule('├', '┼', '┤'), ...rows.map(text), rule('└', '┴', '┘')].join('\n');
}

/** `0.042s`, as sequelize-cli writes durations. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(3)}s`;
}

/** The error as people read it: what failed, which statement, what the database said; with `debug` the stack as well. */
export function printError(error: unknown, debug: boolean): void {
  const lines = describe(error, debug);
  process.stderr.write(`\n${styled('red', 'ERROR:')} ${lines.join('\n')}\n\n`);
}

function describe(error: unknown, debug: boolean): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const cause = error.cause as any;
  const database = [error as any, cause].find(one => one?.original !== undefined || one?.sql !== undefined);
  const lines = [error.message || error.name];
  if (database?.original?.detail) lines.push(`Detail: ${database.original.detail}`);
  const sql = database?.sql ?? database?.original?.sql;
  if (sql) lines.push(`Statement: ${sql}`);
  if (debug || !(error instanceof Failure || database)) {
    lines.push(...[error.stack, cause?.stack].filter(stack => stack && debug));
  }
  return lines;
}
