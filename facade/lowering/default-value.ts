import * as AllTypes from '../data-types';
import { isPlainObject } from '../objects/plain';
import { uuid } from '../packages/on-demand';

const DataTypes = AllTypes as any;

/** Dialects that keep milliseconds; v6's list, which does not have snowflake. */
const keepMilliseconds = new Set(['mariadb', 'mysql', 'postgres', 'sqlite', 'mssql', 'db2', 'oracle']);

/** The current time, as exact as the dialect keeps it. */
export function now(dialect?: string): Date {
  const date = new Date();
  if (!keepMilliseconds.has(dialect as string)) date.setMilliseconds(0);
  return date;
}

/** The value that a `defaultValue` stands for: functions are called, UUIDs and times made, lists and objects copied. */
export function toDefaultValue(value: any, dialect?: string): any {
  if (typeof value === 'function') {
    const made = value();
    return made instanceof DataTypes.ABSTRACT ? made.toSql() : made;
  }
  if (value instanceof DataTypes.UUIDV1) return uuid().v1();
  if (value instanceof DataTypes.UUIDV4) return uuid().v4();
  if (value instanceof DataTypes.NOW) return now(dialect);
  if (Array.isArray(value)) return value.slice();
  if (isPlainObject(value)) return { ...value };
  return value;
}

/** Whether a `defaultValue` can be a DEFAULT in the schema: it exists, and is not made anew for each row. */
export function defaultValueSchemable(value: any): boolean {
  if (value === undefined || typeof value === 'function') return false;
  return !(value instanceof DataTypes.NOW || value instanceof DataTypes.UUIDV1 || value instanceof DataTypes.UUIDV4);
}
