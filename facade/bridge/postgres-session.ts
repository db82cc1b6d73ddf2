/** What is sent to PostgreSQL besides the statements of programs: settings of new sessions, and the list of types. */
import type { Sequelize } from '../sequelize';
import { QueryTypes } from '../query-types';
import { momentWithZones } from '../packages/on-demand';
import { executeRaw } from './execute';
import { DETAILED } from './postgres-results';

/** Words such as `warning` or `debug1`. */
const LEVEL = /^\w+$/;
const OFFSET = /^[+-]?\d{1,2}(:?\d{2})?$/;

/** Settings of a new session, in v6's order. */
export function sessionText(config: any, { options, config: shared }: any): string {
  const texts: string[] = [];
  if (options.clientMinMessages !== undefined) {
    console.warn('Usage of "options.clientMinMessages" is deprecated and will be removed in v7.');
    console.warn('Please use the sequelize option "dialectOptions.clientMinMessages" instead.');
  }
  const own = config.dialectOptions?.clientMinMessages;
  if (String(own).toLowerCase() !== 'ignore' && options.clientMinMessages !== false) {
    const level = String(own || options.clientMinMessages || 'warning');
    if (!LEVEL.test(level)) throw new Error(`clientMinMessages must be a word, not ${JSON.stringify(level)}.`);
    texts.push(`SET client_min_messages TO ${level};`);
  }
  if (!shared.keepDefaultTimezone) texts.push(timeZoneText(String(options.timezone)));
  return texts.join('');
}

function timeZoneText(timezone: string): string {
  if (OFFSET.test(timezone)) return `SET TIME ZONE INTERVAL '${timezone}' HOUR TO MINUTE;`;
  if (momentWithZones().tz.zone(timezone)) return `SET TIME ZONE '${timezone}';`;
  throw new Error(`The time zone ${JSON.stringify(timezone)} is neither an offset nor the name of a zone.`);
}

const TYPES = `
  SELECT type.typname, type.typtype, type.oid, type.typarray, range.rngtypid, family.typarray AS rngtyparray
    FROM pg_type AS type
    LEFT JOIN pg_range AS range ON range.rngsubtype = type.oid
    LEFT JOIN pg_type AS family ON family.oid = range.rngtypid
   WHERE type.typtype IN ('b', 'e')`;

/** Base types and enums with the numbers of their arrays and ranges. */
export async function listTypes(sequelize: Sequelize, connection?: object): Promise<any[]> {
  return executeRaw(sequelize, TYPES, undefined, {
    type: QueryTypes.SELECT,
    raw: true,
    logging: false,
    useMaster: true,
    connection
  });
}

/** Runs a text on one connection and gives it as `pg` gives it. */
export async function runOn(
  sequelize: Sequelize,
  connection: object,
  text: string,
  values: unknown[] | undefined
): Promise<any> {
  const options = { type: DETAILED, raw: true, rawErrors: true, logging: false, connection };
  return executeRaw(sequelize, text, values?.length ? values : undefined, options);
}
