import DatabaseError, { missingParent, type DatabaseErrorSubclassOptions } from '../database-error';

/** Which side of the reference the refused row is on. */
export enum RelationshipType {
  parent = 'parent',
  child = 'child'
}

interface ForeignKeyConstraintErrorOptions {
  table?: string;
  fields?: { [field: string]: string };
  value?: unknown;
  index?: string;
  reltype?: RelationshipType;
}

/** A reference points to a row that does not exist, or a row that is referred to would go away. */
export default class ForeignKeyConstraintError extends DatabaseError {
  table: string | undefined;
  fields: { [field: string]: string } | undefined;
  value: unknown;
  index: string | undefined;
  reltype: RelationshipType | undefined;

  constructor(options: ForeignKeyConstraintErrorOptions & DatabaseErrorSubclassOptions) {
    const { stack, message, table, fields, value, index, reltype } = options || {};
    const parent = options?.parent || missingParent();
    super(parent, { stack });
    this.name = 'SequelizeForeignKeyConstraintError';
    this.message = message || parent.message || 'Database Error';
    this.table = table;
    this.fields = fields;
    this.value = value;
    this.index = index;
    this.reltype = reltype;
  }
}
