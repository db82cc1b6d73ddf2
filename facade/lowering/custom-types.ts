/*
 * Values of attributes whose data type is a user's (or one of ours with a method replaced): how they become SQL is
 * told by JavaScript, so it is asked here, before a request crosses. Everything else crosses as it is.
 */
import { isNative } from '../data-types/native';
import { Literal } from '../expressions/literal';
import { SequelizeMethod } from '../expressions/sequelize-method';
import { isPlainObject } from '../objects/plain';
import { getComplexKeys } from '../objects/operator-keys';
import { RowTable } from './row-table';

type Attributes = Record<string, any>;

/** A statement's arguments with values made ready; the given ones if nothing needs it. */
export function lowerCustomTypes(method: string, args: readonly any[]): readonly any[] {
  switch (method) {
    case 'insertQuery':
      return replace(args, 1, args[2], lowerValues);
    case 'bulkInsertQuery':
      return replace(args, 1, args[3], lowerRows);
    case 'updateQuery':
      return replace(replace(args, 1, args[4], lowerValues), 2, args[4], lowerWhere);
    case 'selectAliases':
    case 'selectQuery':
      return replace(args, 1, args[2]?.rawAttributes, lowerOptions);
    case 'deleteQuery':
      return replace(args, 1, args[3]?.rawAttributes, lowerWhere);
    default:
      return args;
  }
}

function replace(
  args: readonly any[],
  index: number,
  attributes: Attributes | undefined,
  lower: (value: any, fields: Map<string, any>) => any
): readonly any[] {
  const fields = customFields(attributes);
  if (fields === undefined || args[index] === undefined || args[index] === null) return args;
  const lowered = [...args];
  lowered[index] = lower(args[index], fields);
  return lowered;
}

/** What was found out about the attributes of a model. `refreshAttributes` of a model makes it look again. */
const known = new WeakMap<Attributes, Map<string, any> | null>();

export function forgetCustomTypes(attributes: Attributes): void {
  known.delete(attributes);
}

/** Attributes with a type that JavaScript knows, by name and by column; undefined if there is none. */
function customFields(attributes: Attributes | undefined): Map<string, any> | undefined {
  if (typeof attributes !== 'object' || attributes === null) return undefined;
  let fields = known.get(attributes);
  if (fields === undefined) {
    fields = findCustomFields(attributes);
    known.set(attributes, fields);
  }
  return fields ?? undefined;
}

function findCustomFields(attributes: Attributes): Map<string, any> | null {
  const fields = new Map<string, any>();
  for (const [name, attribute] of Object.entries(attributes)) {
    const type = attribute?.type;
    if (typeof type?.stringify !== 'function' || isNative(type)) continue;
    fields.set(name, attribute);
    if (attribute.field) fields.set(attribute.field, attribute);
  }
  return fields.size > 0 ? fields : null;
}

function lowerValues(values: Record<string, any>, fields: Map<string, any>): Record<string, any> {
  const lowered = { ...values };
  for (const name of Object.keys(values)) {
    const field = fields.get(name);
    if (field !== undefined) lowered[name] = bound(values[name], field);
  }
  return lowered;
}

function lowerRows(given: Array<Record<string, any>> | RowTable, fields: Map<string, any>): Array<Record<string, any>> {
  const rows = given instanceof RowTable ? given.toObjects() : given;
  return rows.map(row => {
    const lowered = { ...row };
    for (const name of Object.keys(row)) {
      const field = fields.get(name);
      if (field !== undefined) lowered[name] = literal(row[name], field);
    }
    return lowered;
  });
}

/** A condition on columns of these attributes, with their values made ready; the given one if nothing needs it. */
export function lowerConditions(where: any, attributes: Attributes | undefined): any {
  const fields = customFields(attributes);
  return fields === undefined ? where : lowerWhere(where, fields);
}

function lowerOptions(options: any, fields: Map<string, any>): any {
  return options.where ? { ...options, where: lowerWhere(options.where, fields) } : options;
}

/** A `where` with the values of these attributes made ready, at all depths. */
function lowerWhere(where: any, fields: Map<string, any>): any {
  if (Array.isArray(where)) return where.map(item => lowerWhere(item, fields));
  if (!isPlainObject(where)) return where;
  const lowered: Record<PropertyKey, any> = {};
  for (const key of getComplexKeys(where)) {
    const field = typeof key === 'string' ? fields.get(key) : undefined;
    lowered[key] = field ? lowerCondition(where[key], field) : lowerWhere(where[key], fields);
  }
  return lowered;
}

function lowerCondition(condition: any, field: any): any {
  if (Array.isArray(condition)) return condition.map(item => lowerCondition(item, field));
  if (!isPlainObject(condition)) return literal(condition, field, 'where');
  const lowered: Record<PropertyKey, any> = {};
  for (const key of getComplexKeys(condition)) lowered[key] = lowerCondition(condition[key], field);
  return lowered;
}

/** The value as its type writes it: SQL if the type says it is finished, else still to be escaped. */
function literal(value: any, field: any, operation?: string): any {
  if (isLeftAlone(value)) return value;
  const text = field.type.stringify(value, { ...surroundings(field), operation });
  return field.type.escape === false ? new Literal(text) : text;
}

/** The value as its type binds it; SQL if the type puts an expression around the placeholder. */
function bound(value: any, field: any): any {
  if (isLeftAlone(value)) return value;
  const placeholder = '$1';
  let taken: any;
  const bindParam = (given: unknown): string => {
    taken = given;
    return placeholder;
  };
  const text = field.type.bindParam(value, { ...surroundings(field), bindParam });
  // An expression cannot cross with a placeholder in it, so it crosses with the value in it.
  return text === placeholder ? taken : new Literal(field.type.stringify(value, surroundings(field)));
}

function isLeftAlone(value: unknown): boolean {
  return value === null || value === undefined || value instanceof SequelizeMethod;
}

/** What v6 gives to `stringify` and `bindParam`. */
function surroundings(field: any): { escape(value: unknown): string; field: any; timezone: string } {
  const sequelize = field.Model?.sequelize;
  const escape = (value: unknown): string => sequelize.dialect.queryGenerator.escape(value);
  return { escape, field, timezone: sequelize?.options.timezone ?? '+00:00' };
}

/** Whether there are attributes whose values JavaScript writes. */
export function hasCustomTypes(attributes: Attributes | undefined): boolean {
  return customFields(attributes) !== undefined;
}
