/**
 * Values of MySQL and MariaDB come parsed from Rust. Only functions of the user's are left to be called: a `parse` of a
 * data type that is not ours. They expect what drivers hand to them, a field that has not been read yet.
 */
import { ownParsers } from '../../data-types/server-of-mysql-kind';
import { userCast } from './type-cast';
import { parserStore } from '../parserStore';

type Parse = (value: any) => any;

export function columnParser(manager: any, dialect: 'mysql' | 'mariadb', type: string): Parse | undefined {
  const { dialectOptions } = manager.config;
  if (typeof dialectOptions?.typeCast === 'function') return userCast(type, dialect, dialectOptions, manager.sequelize);
  const parse = foreignParse(dialect, type);
  if (parse === undefined) return undefined;
  const { options } = manager.sequelize;
  return value => parse(fieldOf(type, value, options.timezone), options, () => value);
}

/** The user's function for a type, if there is one. */
export function foreignParse(dialect: 'mysql' | 'mariadb', type: string): ((...args: any[]) => any) | undefined {
  const parse = parserStore(dialect).get(type);
  return parse === undefined || ownParsers.has(parse) ? undefined : parse;
}

function fieldOf(type: string, value: any, timezone: string): object {
  return {
    type,
    string: () => textOf(value, timezone),
    buffer: () => (value === null || Buffer.isBuffer(value) ? value : Buffer.from(String(textOf(value, timezone)))),
    geometry: () => value
  };
}

/** The text that the server sent, as far as the value tells. */
function textOf(value: any, timezone: string): string | null {
  if (value === null) return null;
  if (Buffer.isBuffer(value)) return value.toString();
  if (value instanceof Date) return localText(value, timezone);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `YYYY-MM-DD hh:mm:ss` in the time zone of the session. */
function localText(date: Date, timezone: string): string {
  const match = /^([+-])(\d\d):(\d\d)$/.exec(timezone);
  const minutes = match ? Number(`${match[1]}1`) * (Number(match[2]) * 60 + Number(match[3])) : 0;
  const text = new Date(date.getTime() + minutes * 60000).toISOString();
  return text.slice(0, text.endsWith('.000Z') ? 19 : 23).replace('T', ' ');
}
