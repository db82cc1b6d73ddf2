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
  const args = dialectOf(type) === '' ? [type, 'abstract'] : [type];
  return askAsNative(type, () => engineOf(type).compile('dataTypeToSql', args) as string);
}

/** A value of the type; a literal, quoted where the type says so (`escape === false`), or to be escaped yet. */
export function valueToSql(type: any, value: unknown, options?: TextOptions): any {
  return askAsNative(type, () => engineOf(type).compile('dataTypeStringify', [type, value, describe(options)]));
}

function engineOf(type: any) {
  return offlineEngine(dialectOf(type) || 'abstract');
}

/** Of the field, only what an enum's type name is made of can cross. */
function describe(options: TextOptions = {}): Record<string, unknown> {
  const { timezone, operation, field } = options;
  const table = field?.Model?.getTableName();
  return { timezone, operation, field: field && { field: field.field, table } };
}
