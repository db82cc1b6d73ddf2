/** The `UniqueConstraintError` of a refused row, the same way for every dialect. */
import { UniqueConstraintError, ValidationErrorItem } from '../../../errors';

interface FailedQuery {
  instance?: any;
  model?: any;
  getUniqueConstraintErrorMessage(field: string): string;
}

export interface Violation {
  /** Field names, with the values the server told or without. */
  fields: string[] | Record<string, any>;
  message?: string;
  parent: any;
  stack?: string;
}

/** One item per field. Without values from the server the instance is asked. */
export function uniqueViolation(query: FailedQuery, violation: Violation): Error {
  const { fields, parent, stack } = violation;
  const valueOf = (field: string) => (Array.isArray(fields) ? query.instance?.[field] : fields[field]);
  const names = Array.isArray(fields) ? fields : Object.keys(fields);
  const Item = ValidationErrorItem as any;
  const errors = names.map(
    field =>
      new Item(
        query.getUniqueConstraintErrorMessage(field),
        'unique violation',
        field,
        valueOf(field),
        query.instance,
        'not_unique'
      )
  );
  const message = violation.message ?? 'Validation error';
  return new UniqueConstraintError({ message, errors, parent, fields: fields as any, stack } as any);
}

/** The message a model gives for exactly these fields, if it gives one. */
export function messageFor(model: any, fields: string[]): string | undefined {
  for (const key of Object.values<any>(model?.uniqueKeys ?? {})) {
    if (key.msg && key.fields.length === fields.length && key.fields.every((f: string, i: number) => f === fields[i])) {
      return key.msg;
    }
  }
  return undefined;
}
