/**
 * `dialectOptions.typeCast` as a function: it decides what becomes of each value. The engine then gives the text that the
 * server sent, as bytes, and tells of each column what drivers tell (`Definition::column` in `mysql/column.rs`).
 */
import { momentWithZones, wkx } from '../../packages/on-demand';

type Dialect = 'mysql' | 'mariadb';
type Cast = (field: Field, next: () => unknown) => unknown;

/** A value that has not been read yet. */
interface Field {
  type: string;
  length: number;
  db: string;
  table: string;
  name: string;
  string(): string;
  buffer(): Buffer;
  geometry(): unknown;
}

/** How values of a column are cast; `told` is `TINY:1:B:<table>:<name>`. Null is null. */
export function userCast(told: string, dialect: Dialect, options: any, sequelize: any): (value: any) => any {
  const [type, width, kind, table, name] = told.split(':');
  const cast: Cast = options.typeCast;
  const facts = { type, length: Number(width), db: '', table: ofDigits(table), name: ofDigits(name) };
  const reading = {
    dialect,
    options,
    isBinary: kind === 'B',
    timezone: options.timezone ?? sequelize.options.timezone
  };
  return (value: unknown) => {
    if (!Buffer.isBuffer(value)) return value;
    const field: Field = {
      ...facts,
      string: () => value.toString(),
      buffer: () => value,
      geometry: () => geometryOf(value)
    };
    return cast(field, () => driversOwn(field, reading));
  };
}

function ofDigits(digits: string | undefined): string {
  return Buffer.from(digits ?? '', 'hex').toString();
}

/** What the driver makes of it, if the function leaves that to it. */
function driversOwn(
  field: Field,
  reading: { dialect: Dialect; options: any; isBinary: boolean; timezone: string }
): any {
  const { dialect, options, isBinary, timezone } = reading;
  const text = field.string();
  switch (field.type) {
    case 'TINY':
    case 'SHORT':
    case 'LONG':
    case 'INT24':
    case 'YEAR':
    case 'FLOAT':
    case 'DOUBLE':
      return Number(text);
    case 'LONGLONG':
      return Number.isSafeInteger(Number(text)) && !options.bigNumberStrings ? Number(text) : text;
    case 'DECIMAL':
    case 'NEWDECIMAL':
      return dialect === 'mariadb' || options.decimalNumbers ? Number(text) : text;
    case 'DATE':
    case 'DATETIME':
    case 'TIMESTAMP':
      return staysText(field.type, options.dateStrings) ? text : moment(text, timezone);
    case 'TIME':
      return text;
    case 'GEOMETRY':
      return field.geometry();
    case 'JSON':
      return JSON.parse(text);
    default:
      return isBinary ? field.buffer() : text;
  }
}

function staysText(type: string, dateStrings: unknown): boolean {
  return Array.isArray(dateStrings) ? dateStrings.includes(type) : Boolean(dateStrings);
}

function moment(text: string, timezone: string): Date {
  const { tz } = momentWithZones();
  if (timezone === 'local') return new Date(text.length === 10 ? `${text} 00:00:00` : text);
  return tz.zone(timezone) ? tz(text, timezone).toDate() : new Date(`${text} ${timezone}`);
}

function geometryOf(bytes: Buffer): unknown {
  return bytes.length === 0
    ? null
    : wkx()
        .Geometry.parse(bytes.subarray(4))
        .toGeoJSON({ shortCrs: true } as any);
}
