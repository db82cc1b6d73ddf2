/**
 * From the server's text to values, by the numbers of `pg_type`: what v6's driver does by itself. The types whose
 * cells Rust reads (`crates/sequelize_driver/src/postgres/decode.rs`) only come here in forms that it leaves alone.
 */
import { interval } from './interval';

export type Parse = (value: any) => any;

/** Types whose cells arrive as values; see `Cell::of` in Rust. */
export const READ_IN_RUST: ReadonlySet<number> = new Set([16, 17, 21, 23, 26, 700, 701, 1184]);

/**
 * An array of any depth: `{1,NULL,"a \"b\""}`, with or without its bounds in front. Missing elements are null, the
 * others go through `parse`.
 */
export function parseArray(text: string, parse: Parse = same): any[] {
  let at = text[0] === '[' ? text.indexOf('=') + 1 : 0;
  return list();

  function list(): any[] {
    const items: any[] = [];
    at++;
    while (at < text.length && text[at] !== '}') {
      if (text[at] === '{') items.push(list());
      else if (text[at] === '"') items.push(parse(quoted()));
      else items.push(plain());
      if (text[at] === ',') at++;
    }
    at++;
    return items;
  }

  function quoted(): string {
    let value = '';
    for (at++; at < text.length && text[at] !== '"'; at++) {
      if (text[at] === '\\') at++;
      value += text[at];
    }
    at++;
    return value;
  }

  function plain(): any {
    const start = at;
    while (at < text.length && text[at] !== ',' && text[at] !== '}') at++;
    const value = text.slice(start, at);
    return value === 'NULL' ? null : parse(value);
  }
}

const MOMENT =
  /^(\d+)-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d)(\.\d+)?)?(?:([+-])(\d\d)(?::?(\d\d))?(?::?(\d\d))?)?( BC)?$/;

/** A date, in quotes if it bounds a range; one without an offset is in the local zone. `infinity` is a number. */
export function parseDate(given: string): Date | number | null {
  const text = given[0] === '"' ? given.slice(1, -1) : given;
  if (/^-?infinity$/.test(text)) return text[0] === '-' ? -Infinity : Infinity;
  const match = MOMENT.exec(text);
  if (match === null) return null;
  const [, years, month, day, hour = '0', minute = '0', second = '0', fraction = '0', sign, ...rest] = match;
  const [hours = '0', minutes = '0', seconds = '0', era] = rest;
  const year = era ? 1 - Number(years) : Number(years);
  const milliseconds = Math.trunc(1000 * Number(fraction));
  if (sign === undefined) {
    const local = new Date(2000, 0, 1);
    local.setFullYear(year, Number(month) - 1, Number(day));
    local.setHours(Number(hour), Number(minute), Number(second), milliseconds);
    return local;
  }
  const moment = new Date(0);
  moment.setUTCFullYear(year, Number(month) - 1, Number(day));
  moment.setUTCHours(Number(hour), Number(minute), Number(second), milliseconds);
  const offset = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return new Date(moment.getTime() - (sign === '-' ? -offset : offset));
}

/** Bytes in either form of `bytea_output`. */
function parseBytes(text: string): Buffer {
  if (text.startsWith('\\x')) return Buffer.from(text.slice(2), 'hex');
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '\\') bytes.push(text.charCodeAt(at));
    else if (text[at + 1] === '\\') bytes.push(text.charCodeAt(++at));
    else {
      bytes.push(parseInt(text.slice(at + 1, at + 4), 8));
      at += 3;
    }
  }
  return Buffer.from(bytes);
}

function parsePoint(text: string): { x: number; y: number } | null {
  if (text[0] !== '(') return null;
  const [x, y] = text.slice(1, -1).split(',');
  return { x: parseFloat(x), y: parseFloat(y) };
}

/** `<(x,y),radius>` */
function parseCircle(text: string): object | null {
  const match = /^<(\(.*?\)),(.*)>$/.exec(text);
  return match && { ...parsePoint(match[1]), radius: parseFloat(match[2]) };
}

const parseBool: Parse = value => ['t', 'TRUE', 'true', 'y', 'yes', 'on', '1'].includes(value);
const parseInteger: Parse = value => parseInt(value, 10);
const parseJson: Parse = value => JSON.parse(value);
const same: Parse = value => value;

const arrayOf =
  (parse: Parse): Parse =>
  text =>
    parseArray(text, parse);

/** Every type that is not left as text. */
const parsers = new Map<number, Parse>();

function register(parse: Parse, ...oids: number[]): void {
  for (const oid of oids) parsers.set(oid, parse);
}

register(parseBool, 16);
register(parseBytes, 17);
register(parseInteger, 21, 23, 26);
register(parseFloat as Parse, 700, 701);
register(parseDate, 1082, 1114, 1184);
register(parsePoint, 600);
register(parseCircle, 718);
register(interval, 1186);
register(parseJson, 114, 3802);
register(arrayOf(parseBool), 1000);
register(arrayOf(parseBytes), 1001);
register(arrayOf(parseInteger), 1005, 1007, 1028);
register(arrayOf(parseFloat as Parse), 1021, 1022, 1231);
register(arrayOf(same), 1016, 651, 1014, 1015, 1008, 1009, 1040, 1041, 3907, 2951, 791, 1183, 1270);
register(arrayOf(parsePoint), 1017);
register(arrayOf(parseDate), 1115, 1182, 1185);
register(arrayOf(interval), 1187);
register(arrayOf(parseJson), 199, 3807);

/** Reads the server's text; the text itself for types that are left as they are. */
export function textParser(oid: number): Parse {
  return parsers.get(oid) ?? same;
}

/** As `textParser`, for cells as they come from Rust; `undefined` if there is nothing to do. */
export function cellParser(oid: number): Parse | undefined {
  if (oid === 17 || oid === 1184) {
    const parse = textParser(oid);
    return value => (typeof value === 'string' ? parse(value) : value);
  }
  return READ_IN_RUST.has(oid) ? undefined : parsers.get(oid);
}
