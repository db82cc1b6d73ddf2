import DatabaseError, { missingParent, type DatabaseErrorSubclassOptions } from '../database-error';

interface ExclusionConstraintErrorOptions {
  constraint?: string;
  fields?: Record<string, string | number>;
  table?: string;
}

/** An exclusion constraint refused the row (PostgreSQL). */
export default class ExclusionConstraintError extends DatabaseError implements ExclusionConstraintErrorOptions {
  constraint: string | undefined;
  fields: Record<string, string | number> | undefined;
  table: string | undefined;

  constructor(options: DatabaseErrorSubclassOptions & ExclusionConstraintErrorOptions) {
    const { stack, message, constraint, fields, table } = options || {};
    const parent = options?.parent || missingParent();
    super(parent, { stack });
    this.name = 'SequelizeExclusionConstraintError';
    this.message = message || parent.message || '';
    this.constraint = constraint;
    this.fields = fields;
    this.table = table;
  }
}
