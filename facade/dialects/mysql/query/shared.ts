/** What the `Query` classes of MySQL and MariaDB share. */
import _ from '../../../packages/lodash';
import { DatabaseError, ForeignKeyConstraintError } from '../../../errors';
import { AbstractQuery } from '../../abstract/query';
import { uniqueViolation } from '../../abstract/query/unique-violation';

/** Server error numbers; MySQL manual B.3.1. */
const ER_DUP_ENTRY = 1062;
const ER_ROW_IS_REFERENCED = 1451;
const ER_NO_REFERENCED_ROW = 1452;

/** Turns `$name` and `$1` into `?` and lists the values in order of use. */
export function positionalParameters(sql: string, values: any, dialect: string): [string, any] {
  const bound: unknown[] = [];
  const [rewritten] = AbstractQuery.formatBindParameters(sql, values, dialect, (_match: string, key: any) => {
    if (values[key] === undefined) return undefined;
    bound.push(values[key]);
    return '?';
  });
  return [rewritten, bound.length > 0 ? bound : undefined];
}

/** The messages in the answer to SHOW WARNINGS, a list of lists. */
export function warningsOf(answer: any[]): string[] {
  const rows = answer.filter(rows => typeof rows?.[Symbol.iterator] === 'function').flatMap(rows => [...rows]);
  return rows.flatMap(row =>
    Object.hasOwn(row, 'Message') ? [row.Message] : [...row.keys()].map(key => `${key}: ${row[key]}`)
  );
}

interface Duplicate {
  value?: string;
  key?: string;
}

export function duplicateEntry(value?: string, key?: string): Duplicate {
  return { value, key };
}

/** `duplicate` reads key and value from the message of a duplicate entry; each dialect words it its own way. */
export function errorOfNumber(
  query: AbstractQuery,
  number: unknown,
  error: any,
  stack: string | undefined,
  duplicate: () => Duplicate
): Error {
  if (number === ER_DUP_ENTRY) return duplicateError(query, duplicate(), error, stack);
  if (number === ER_ROW_IS_REFERENCED || number === ER_NO_REFERENCED_ROW) {
    return foreignKeyError(query, number === ER_ROW_IS_REFERENCED ? 'parent' : 'child', error, stack);
  }
  return new DatabaseError(error, { stack });
}

function duplicateError(query: AbstractQuery, { value, key }: Duplicate, parent: any, stack?: string): Error {
  const uniqueKey = query.model?.uniqueKeys[key as string];
  const fields = uniqueKey ? _.zipObject(uniqueKey.fields, value?.split('-') ?? []) : { [key as string]: value };
  return uniqueViolation(query, { fields, message: uniqueKey?.msg || undefined, parent, stack });
}

/** `CONSTRAINT `name` FOREIGN KEY (`field`) REFERENCES `table` (`id`)`, quoted with ` or ". */
function foreignKeyError(query: AbstractQuery, reltype: string, parent: any, stack?: string): Error {
  const match = /CONSTRAINT ([`"])(.*)\1 FOREIGN KEY \(\1(.*)\1\) REFERENCES \1(.*)\1 \(\1(.*)\1\)/.exec(
    parent.message
  );
  const fields = match?.[3].split(new RegExp(`${match[1]}, *${match[1]}`));
  return new ForeignKeyConstraintError({
    reltype,
    table: match?.[4],
    fields,
    value: (fields && query.instance?.[fields[0]]) || undefined,
    index: match?.[2],
    parent,
    stack
  } as any);
}
