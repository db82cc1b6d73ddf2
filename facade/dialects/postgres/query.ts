/** PostgreSQL's `Query`: numbered parameters, and errors as v6 made them of pg's. */
import _ from '../../packages/lodash';
import { exposeDefault } from '../../bridge/commonjs';
import {
  DatabaseError,
  ExclusionConstraintError,
  ForeignKeyConstraintError,
  UniqueConstraintError,
  UnknownConstraintError
} from '../../errors';
import { AbstractQuery } from '../abstract/query';
import { messageFor, uniqueViolation } from '../abstract/query/unique-violation';

/** A value list in an error's detail: `Key (a, b)=(1, 2) already exists.` */
const KEY_DETAIL = /Key \((.*?)\)=\((.*?)\)/;

export class Query extends AbstractQuery {
  /** Names become numbers, the same one for the same name. A NUL cannot be sent in text, so it is spelled `\0`. */
  static override formatBindParameters(sql: string, values: any, dialect: string): [string, any] {
    const sendable = (value: any) => (typeof value === 'string' ? value.replace(/\0/g, '\\0') : value);
    if (Array.isArray(values)) {
      const [checked] = AbstractQuery.formatBindParameters(sql, values, dialect, { skipValueReplace: true });
      return [checked, values.map(sendable)];
    }
    const bound: unknown[] = [];
    const numbers = new Map<string, string>();
    const [rewritten] = AbstractQuery.formatBindParameters(sql, values, dialect, (_match: string, key: string) => {
      if (values[key] === undefined) return undefined;
      if (!numbers.has(key)) numbers.set(key, `$${bound.push(sendable(values[key]))}`);
      return numbers.get(key);
    });
    return [rewritten, bound];
  }

  override getInsertIdField(): string {
    return 'id';
  }

  /** By the text, as the type is not always given. */
  override isForeignKeysQuery(): boolean {
    return /^SELECT conname as constraint_name, pg_catalog\.pg_get_constraintdef\(r\.oid, true\) as condef /.test(
      this.sql
    );
  }

  override formatError(error: any, errStack?: string): any {
    const message: string = error.message || error.messagePrimary;
    const detail: string | undefined = error.detail || error.messageDetail;
    const common = { parent: error, stack: errStack };
    switch (error.code || error.sqlState) {
      case '23503': {
        const index = /violates foreign key constraint "(.+?)"/.exec(message)?.[1];
        const table = /on table "(.+?)"/.exec(message)?.[1];
        return new ForeignKeyConstraintError({ message, fields: null, index, table, ...common } as any);
      }
      case '23505': {
        const match = detail && KEY_DETAIL.exec(detail.replace(/"/g, ''));
        if (!match) return new UniqueConstraintError({ message, ...common } as any);
        const fields = _.zipObject(match[1].split(', '), match[2].split(', '));
        return uniqueViolation(this, { fields, message: messageFor(this.model, Object.keys(fields)), ...common });
      }
      case '23P01': {
        const match = KEY_DETAIL.exec(detail ?? '');
        const fields = match ? _.zipObject(match[1].split(', '), match[2].split(', ')) : undefined;
        const { constraint, table } = error;
        return new ExclusionConstraintError({
          message: 'Exclusion constraint error',
          constraint,
          fields,
          table,
          ...common
        } as any);
      }
      case '42704': {
        if (!error.sql || !/CONSTRAINT|INDEX/i.test(error.sql)) break;
        const constraint = /(?:constraint|index) "(.+?)"/i.exec(message)?.[1];
        const table = /relation "(.+?)"/i.exec(message)?.[1];
        // v6 throws here instead of returning; callers see the same error either way.
        throw new UnknownConstraintError({ message: 'Unknown constraint error', constraint, table, ...common } as any);
      }
    }
    return new DatabaseError(error, { stack: errStack });
  }
}

export default Query;
exposeDefault(module, Query);
