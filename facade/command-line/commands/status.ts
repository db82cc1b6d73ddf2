/** `db:migrate:status`: a table for people, sequelize-cli's lines (`up name`, `down name`) for other programs. */
import { Failure } from '../failure';
import { isForPeople, line, styled, table } from '../output';
import { Migrator } from '../migrations/migrator';
import type { Settings } from '../settings';

type Format = 'table' | 'lines' | 'json';

export async function status(settings: Settings, options: { format?: string }): Promise<void> {
  const format = (options.format ?? (isForPeople() ? 'table' : 'lines')) as Format;
  if (!['table', 'lines', 'json'].includes(format)) {
    throw new Failure(`--format must be table, lines or json, not "${format}".`);
  }
  await Migrator.use('migration', settings, {}, async migrator => {
    const executed = await migrator.executed();
    const known = new Set(migrator.files.map(file => file.name));
    const pending = await migrator.pending();
    print(format, [
      ...executed.map(name => ({ status: 'up', name, missing: !known.has(name) })),
      ...pending.map(({ name }) => ({ status: 'down', name, missing: false }))
    ]);
  });
}

interface Row {
  status: string;
  name: string;
  /** Whether it was run, and its file is not there any more. */
  missing: boolean;
}

function print(format: Format, rows: Row[]): void {
  if (format === 'json') return line(JSON.stringify(rows, undefined, 2));
  if (format === 'lines') return rows.forEach(row => line(`${row.status} ${row.name}`));
  if (rows.length === 0) return line('There are no migrations.');
  const text = (row: Row) => [row.status, row.name + (row.missing ? '  (file is missing)' : '')];
  line(table(['Status', 'Migration'], rows.map(text)));
  const pending = rows.filter(row => row.status === 'down').length;
  line(pending === 0 ? styled('green', 'Everything is up to date.') : styled('yellow', `${pending} to run.`));
}
