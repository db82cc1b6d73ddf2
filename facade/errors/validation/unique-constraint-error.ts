import type { CommonErrorProperties, ErrorOptions } from '../base-error';
import ValidationError, { type ValidationErrorItem } from '../validation-error';

interface UniqueConstraintErrorParent extends Error, Pick<CommonErrorProperties, 'sql'> {}

export interface UniqueConstraintErrorOptions extends ErrorOptions {
  parent?: UniqueConstraintErrorParent;
  original?: UniqueConstraintErrorParent;
  errors?: ValidationErrorItem[];
  fields?: Record<string, unknown>;
  message?: string;
}

/** A unique index refused the row. */
export default class UniqueConstraintError extends ValidationError implements CommonErrorProperties {
  readonly parent: UniqueConstraintErrorParent;
  readonly original: UniqueConstraintErrorParent;

  /** the columns of the index, with the values that are taken already where the server tells them */
  readonly fields: Record<string, unknown>;
  readonly sql: string;

  constructor(options: UniqueConstraintErrorOptions) {
    const { stack, fields, errors, message } = options ?? {};
    const parent = options?.parent ?? { sql: '', name: '', message: '' };
    super(message || parent.message || 'Validation Error', errors ?? [], { stack });
    this.name = 'SequelizeUniqueConstraintError';
    this.parent = parent;
    this.original = parent;
    this.fields = fields ?? {};
    this.sql = parent.sql;
  }
}
