/**
 * Keeping PostgreSQL's enum types in step with the attributes of a table. A type is made if it is missing; for a model
 * new values are added where they belong: `ALTER TYPE` can insert before or after a value, but never reorder.
 */
import { DataTypes } from '../../../data-types';
import { QueryTypes } from '../../../query-types';
import type { Interface } from '../../abstract/query-interface/run';

interface EnumColumn {
  field: string;
  type: any;
}

/** One `ALTER TYPE … ADD VALUE`, and the existing value it is placed by. */
interface Addition {
  value: string;
  before: string | null;
  after: string | null;
}

export async function ensureEnums(
  self: Interface,
  tableName: any,
  attributes: Record<string, any>,
  options: any,
  model: any
): Promise<any> {
  const { queryGenerator, sequelize } = self;
  const columns = enumColumns(attributes);
  const found: any[] = await Promise.all(
    columns.map(({ field }) =>
      sequelize.query(queryGenerator.pgListEnums(tableName, field, options), {
        ...options,
        plain: true,
        raw: true,
        type: QueryTypes.SELECT
      })
    )
  );

  let changes = 0;
  let result: any;
  for (const [position, { field, type }] of columns.entries()) {
    if (!found[position]) {
      const sql = queryGenerator.pgEnum(tableName, field, type, options);
      result = await sequelize.query(sql, { ...options, raw: true });
      changes++;
    } else if (model) {
      const existing: string[] = queryGenerator.fromArray(found[position].enum_value);
      for (const { value, ...place } of additions(existing, type.values)) {
        const placed = { ...options, ...place };
        result = await sequelize.query(queryGenerator.pgEnumAdd(tableName, field, value, placed), placed);
        changes++;
      }
    }
  }
  if (changes > 0) await sequelize.dialect.connectionManager._refreshDynamicOIDs();
  return result;
}

/** The attributes of type ENUM or ARRAY(ENUM), with their enum type. */
function enumColumns(attributes: Record<string, any>): EnumColumn[] {
  const { ENUM, ARRAY } = DataTypes as any;
  return Object.entries(attributes).flatMap(([name, { type, field }]) => {
    const item = type instanceof ARRAY ? type.type : type;
    return item instanceof ENUM ? [{ field: field || name, type: item }] : [];
  });
}

/**
 * The statements, in order, that bring `wanted` into `existing`.
 *
 * Before each existing value go the new values that stand directly before it, up to the next existing one; what stands
 * behind the right-most existing value goes after the last one. v6's rule, including its surprise: with a reordered
 * list the values at the end go after the last *existing* value, not after their neighbour.
 */
export function additions(existing: string[], wanted: string[]): Addition[] {
  const planned: Addition[] = [];
  let rightmost = -1;
  for (const value of existing) {
    const position = wanted.indexOf(value);
    if (position === -1) continue;
    const run: Addition[] = [];
    for (let index = position - 1; index >= 0 && !existing.includes(wanted[index]); index--) {
      run.unshift({ value: wanted[index], before: value, after: null });
    }
    planned.push(...run);
    rightmost = Math.max(rightmost, position);
  }
  const last = existing.at(-1);
  if (last !== undefined) {
    // Each goes directly after the last existing value, so they are added back to front.
    for (let index = wanted.length - 1; index > rightmost; index--) {
      planned.push({ value: wanted[index], before: null, after: last });
    }
  }
  return planned;
}
