import BaseError, { type ErrorOptions } from './base-error';
import { ValidationErrorItem } from './validation/validation-error-item';

export {
  ValidationErrorItem,
  ValidationErrorItemOrigin,
  ValidationErrorItemType
} from './validation/validation-error-item';

/** Values of an instance are not valid. Nothing was sent to the database. */
export default class ValidationError extends BaseError {
  /** what is wrong, one item each */
  readonly errors: ValidationErrorItem[];

  /** Without a message, the messages of the items make up the message, one a line. */
  constructor(message: string, errors?: ValidationErrorItem[], options: ErrorOptions = {}) {
    super(message);
    this.name = 'SequelizeValidationError';
    this.errors = errors || [];
    this.message = 'Validation Error';
    if (message) {
      this.message = message;
    } else if (this.errors.length > 0 && this.errors[0].message) {
      this.message = this.errors.map(item => `${item.type || item.origin}: ${item.message}`).join(',\n');
    }
    if (options.stack) this.stack = options.stack;
  }

  /** The items about one attribute. */
  get(path: string): ValidationErrorItem[] {
    return this.errors.filter(item => item.path === path);
  }
}
// v6 has two required parameters here, and code reads `length`.
Object.defineProperty(ValidationError, 'length', { value: 2, configurable: true });
