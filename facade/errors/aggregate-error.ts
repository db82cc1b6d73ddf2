import BaseError from './base-error';

/** What each of the errors says; v6 says nothing. */
function messageOf(errors: unknown): string | undefined {
  if (!Array.isArray(errors) || errors.length === 0) return undefined;
  return errors.map(error => error?.message || String(error?.name ?? error)).join('\n');
}

/** Several errors in one: what `bulkCreate` throws when the validation of several rows failed. */
export default class AggregateError extends BaseError {
  /** what went wrong, each of it */
  readonly errors: Array<AggregateError | Error>;

  constructor(errors: Array<AggregateError | Error>) {
    super(messageOf(errors));
    this.errors = errors;
    this.name = 'AggregateError';
  }

  override toString(): string {
    const parts = this.errors.map(error => this.describe(error));
    return `AggregateError of:\n${parts.join('\n')}\n`;
  }

  /** Nested aggregates are indented as a block; of other errors only the lines after the first by four. */
  private describe(error: AggregateError | Error): string {
    if (error === this) return '[Circular AggregateError]';
    if (error instanceof AggregateError) return String(error).replace(/\n$/, '').replace(/^/gm, '  ');
    return String(error).replace(/^/gm, '    ').substring(2);
  }
}
