import { underscore } from './inflection';

/** An index as `indexes` of a model lists it, as far as its name needs it. */
interface NameableIndex {
  name?: string;
  fields: Array<string | { name?: string; attribute?: string }>;
}

/** Gives an index the name `table_field_field`, unless it has a `name`. Changes and returns the index. */
export function nameIndex<T extends NameableIndex>(index: T, tableName: string | { tableName: string }): T {
  const table = (tableName as { tableName?: string }).tableName || tableName;
  if (!Object.prototype.hasOwnProperty.call(index, 'name')) {
    const fields = index.fields.map(field => (typeof field === 'string' ? field : field.name || field.attribute));
    index.name = underscore(`${table}_${fields.join('_')}`);
  }
  return index;
}

/** Name of the type that an enum column gets (PostgreSQL). */
export function generateEnumName(tableName: string, columnName: string): string {
  return `enum_${tableName}_${columnName}`;
}

/** Name of the table between two tables: both names, the smaller one (without case) first. */
export function combineTableNames(a: string, b: string): string {
  return a.toLowerCase() < b.toLowerCase() ? a + b : b + a;
}

/** The quote around names of MySQL, and the default of the two functions below. */
export const TICK_CHAR = '`';

/** Quotes a name; quotes inside it are dropped. */
export function addTicks(name: string, tick?: string): string {
  const quote = tick || TICK_CHAR;
  return quote + removeTicks(name, quote) + quote;
}

/** Drops all quotes from a name. */
export function removeTicks(name: string, tick?: string): string {
  return name.replace(new RegExp(tick || TICK_CHAR, 'g'), '');
}
