import { offlineEngine } from '../bridge/offline';
import { askAsNative, dialectOf } from './native';

/*
 * SQL text of types and of their values. The engine writes it; the type carries its own dialect, no matter which
 * Sequelize instance asks.
 */

/** What influences the text of a value. */
export interface TextOptions {
  timezone?: string;
  operation?: string;
  field?: { field?: string; Model?: { getTableName(): unknown } };
  [name: string]: unknown;
}

/** The type as a column definition has it. */
export function typeToSql(type: any): string {
  const dialect = dialectOf(elementOf(type));
  const args = dialect === '' ? [type, 'abstract'] : [type];
  return askAsNative(type, () => offlineEngine(dialect || 'abstract').compile('dataTypeToSql', args) as string);
}

/** A value of the type; a literal, quoted where the type says so (`escape === false`), or to be escaped yet. */
export function valueToSql(type: any, value: unknown, options?: TextOptions): any {
  return ask('dataTypeStringify', type, value, options);
}

/** What stands before and after the placeholder of a value. */
export function aroundPlaceholder(type: any, value: unknown): { before: string; after: string } {
  return ask('dataTypeBindParam', type, value);
}

function ask(method: string, type: any, value: unknown, options?: TextOptions): any {
  // Only PostgreSQL has arrays; the class belongs to no dialect, as in v6.
  const dialect = type.key === 'ARRAY' ? 'postgres' : dialectOf(type) || 'abstract';
  return askAsNative(type, () => offlineEngine(dialect).compile(method, [type, value, describe(options)]));
}

/** The type that tells the dialect: of an array, the one of its elements. */
function elementOf(type: any): any {
  return type?.key === 'ARRAY' && type.type ? elementOf(type.type) : type;
}

/** Of the field, only what an enum's type name is made of can cross. */
function describe(options: TextOptions = {}): Record<string, unknown> {
  const { timezone, operation, field } = options;
  const table = field?.Model?.getTableName();
  return { timezone, operation, field: field && { field: field.field, table } };
}
