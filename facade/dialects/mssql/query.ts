/** SQL Server's `Query`: `@0` parameters, and errors as v6 made them of tedious'. */
import _ from '../../packages/lodash';
import { exposeDefault } from '../../bridge/commonjs';
import { DatabaseError, ForeignKeyConstraintError, UnknownConstraintError } from '../../errors';
import { AbstractQuery } from '../abstract/query';
import { uniqueViolation } from '../abstract/query/unique-violation';

const FOREIGN_KEY_MESSAGES = [
  /Failed on step '(.*)'.Could not create constraint. See previous errors./,
  /The DELETE statement conflicted with the REFERENCE constraint "(.*)". The conflict occurred in database "(.*)", table "(.*)", column '(.*)'./,
  /The (?:INSERT|MERGE|UPDATE) statement conflicted with the FOREIGN KEY constraint "(.*)". The conflict occurred in database "(.*)", table "(.*)", column '(.*)'./
];

export class Query extends AbstractQuery {
  override getInsertIdField(): string {
    return 'id';
  }

  /** `$name` becomes `@name`; the values keep their names, lists count from 0. */
  static override formatBindParameters(sql: string, values: any, dialect: string): [string, any] {
    const named: Record<string, unknown> = {};
    const [rewritten] = AbstractQuery.formatBindParameters(sql, values, dialect, (_match: string, key: any) => {
      if (values[key] === undefined) return undefined;
      named[key] = values[key];
      return `@${key}`;
    });
    return [rewritten, named];
  }

  /**
   * The parameter type for a value: `{ type, typeOptions, value }`, where `TYPES` has the names of tedious.
   * A bigint beyond a double's precision goes as text.
   */
  getSQLTypeFromJsType(value: any, TYPES: Record<string, unknown>): any {
    if (typeof value === 'bigint') {
      const isExact = value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
      if (isExact) return this.getSQLTypeFromJsType(Number(value), TYPES);
      return { type: TYPES.VarChar, typeOptions: {}, value: value.toString() };
    }
    const of = (type: unknown, typeOptions = {}) => ({ type, typeOptions, value });
    if (typeof value === 'boolean') return of(TYPES.Bit);
    if (Buffer.isBuffer(value)) return of(TYPES.VarBinary);
    if (typeof value !== 'number') return of(TYPES.NVarChar);
    if (!Number.isInteger(value)) return of(TYPES.Numeric, { precision: 30, scale: scaleOf(value) });
    return of(value >= -(2 ** 31) && value < 2 ** 31 ? TYPES.Int : TYPES.BigInt);
  }

  override handleShowTablesQuery(results: any[]): any[] {
    return results.map(row => ({ tableName: row.TABLE_NAME, schema: row.TABLE_SCHEMA }));
  }

  override isShowIndexesQuery(): boolean {
    return this.sql.toLowerCase().startsWith('exec sys.sp_helpindex @objname');
  }

  override formatError(error: any, errStack?: string): any {
    const { message } = error;
    const common = { parent: error, stack: errStack };
    const duplicate = duplicateKey(message);
    if (duplicate) return uniqueViolation(this, { ...this._duplicateFields(duplicate), ...common });

    for (const pattern of FOREIGN_KEY_MESSAGES) {
      const index = pattern.exec(message)?.[1];
      if (index !== undefined) return new ForeignKeyConstraintError({ fields: null, index, ...common } as any);
    }
    if (/Could not drop constraint. See previous errors./.test(message)) {
      const constraint = /(?:constraint|index) \[(.+?)\]/i.exec(error.sql)?.[1];
      const table = /table \[(.+?)\]/i.exec(error.sql)?.[1];
      return new UnknownConstraintError({ constraint, table, ...common } as any);
    }
    return new DatabaseError(error, { stack: errStack });
  }

  /** @internal */
  _duplicateFields({ index, values }: Duplicate): { fields: Record<string, any>; message?: string } {
    const uniqueKey = this.model?.uniqueKeys[index];
    const message = uniqueKey?.msg || undefined;
    if (values === undefined) return { fields: {}, message };
    const fields = uniqueKey
      ? _.zipObject(
          uniqueKey.fields,
          values.split(',').map(value => value.trim())
        )
      : { [index]: values };
    return { fields, message };
  }
}

interface Duplicate {
  index: string;
  values?: string;
}

function duplicateKey(message: string): Duplicate | undefined {
  const constraint =
    /Violation of (?:UNIQUE|PRIMARY) KEY constraint '([^']*)'. Cannot insert duplicate key in object '.*'.(:? The duplicate key value is \((.*)\).)?/.exec(
      message
    );
  if (constraint) return { index: constraint[1], values: constraint[3] || undefined };
  const index = /Cannot insert duplicate key row in object .* with unique index '(.*)'/.exec(message);
  return index ? { index: index[1] } : undefined;
}

/** Digits after the point that a number needs to be itself again. */
function scaleOf(value: number): number {
  if (!Number.isFinite(value)) return 0;
  let scale = 1;
  while (Math.round(value * scale) / scale !== value) scale *= 10;
  return Math.log10(scale);
}

export default Query;
exposeDefault(module, Query);
