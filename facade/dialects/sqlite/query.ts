/** SQLite's `Query`: parameter names, and errors as v6 made them of node-sqlite3's. */
import { exposeDefault } from '../../bridge/commonjs';
import { DatabaseError, ForeignKeyConstraintError, TimeoutError } from '../../errors';
import { QueryTypes } from '../../query-types';
import { AbstractQuery } from '../abstract/query';
import { messageFor, uniqueViolation } from '../abstract/query/unique-violation';
import { constraintsIn, type ConstraintText } from './query-interface/constraint-text';

export class Query extends AbstractQuery {
  override getInsertIdField(): string {
    return 'lastID';
  }

  /** Keeps the text; the values get the names they have in it: `$1`, `$name`. */
  static override formatBindParameters(sql: string, values: any, dialect: string): [string, any] {
    const named: Record<string, unknown> = {};
    for (const key of Object.keys(values ?? {}))
      named[`$${Array.isArray(values) ? Number(key) + 1 : key}`] = values[key];
    return [AbstractQuery.formatBindParameters(sql, values, dialect, { skipValueReplace: true })[0], named];
  }

  /** The named constraints in the text of a `CREATE TABLE`. */
  parseConstraintsFromSql(sql: string): ConstraintText[] {
    return constraintsIn(sql);
  }

  /** `run` for statements that give no rows, else `all`: which of node-sqlite3's methods v6 would take. */
  getDatabaseMethod(): 'run' | 'all' {
    const givesNoRows =
      this.isInsertQuery() ||
      this.isUpdateQuery() ||
      this.isUpsertQuery() ||
      this.isBulkUpdateQuery() ||
      this.sql.toLowerCase().includes('create temporary table') ||
      this.options.type === QueryTypes.BULKDELETE;
    return givesNoRows ? 'run' : 'all';
  }

  override formatError(error: any, errStack?: string): any {
    if (/^SQLITE_CONSTRAINT(_UNIQUE|_PRIMARYKEY|_TRIGGER|_FOREIGNKEY)?$/.test(error.code)) {
      if (error.message.includes('FOREIGN KEY constraint failed')) {
        return new ForeignKeyConstraintError({ parent: error, stack: errStack } as any);
      }
      const fields = refusedFields(error.message);
      const message = messageFor(this.model, fields);
      return uniqueViolation(this, { fields, message, parent: error, stack: errStack });
    }
    if (error.code === 'SQLITE_BUSY') return new TimeoutError(error, { stack: errStack });
    return new DatabaseError(error, { stack: errStack });
  }
}

/** `UNIQUE constraint failed: table.x, table.y`, and the words before SQLite 3.8. */
function refusedFields(message: string): string[] {
  const old = /columns (.*?) are/.exec(message);
  if (old) return old[1].split(', ');
  const match = /UNIQUE constraint failed: (.*)/.exec(message);
  return match ? match[1].split(', ').map(column => column.split('.')[1]) : [];
}

export default Query;
exposeDefault(module, Query);
