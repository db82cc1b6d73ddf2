import { format } from 'node:util';
import { ValidationError } from '../errors';

export { validator } from '../packages/on-demand';

/** The error of a value that a type does not take. `%j` and so on are filled by Node's `util.format`. */
export function invalid(text: string, ...values: unknown[]): Error {
  return new ValidationError(format(text, ...values));
}

/** The single argument of a constructor that takes either options or values one by one. */
export function asOptions<T extends object>(first: unknown, separate: T): T {
  return typeof first === 'object' && first ? (first as T) : separate;
}
