import DatabaseError, { missingParent, type DatabaseErrorSubclassOptions } from '../database-error';

interface UnknownConstraintErrorOptions {
  constraint?: string;
  fields?: Record<string, string | number>;
  table?: string;
}

/** A constraint that should be removed or looked at does not exist. */
export default class UnknownConstraintError extends DatabaseError implements UnknownConstraintErrorOptions {
  constraint: string | undefined;
  fields: Record<string, string | number> | undefined;
  table: string | undefined;

  constructor(options: UnknownConstraintErrorOptions & DatabaseErrorSubclassOptions) {
    const { stack, message, constraint, fields, table } = options || {};
    super(options?.parent || missingParent(), { stack });
    this.name = 'SequelizeUnknownConstraintError';
    this.message = message || 'The specified constraint does not exist';
    this.constraint = constraint;
    this.fields = fields;
    this.table = table;
  }
}
