import BaseError from './base-error';
import type { Model } from '../model';

/** One record of a bulk operation failed; an `AggregateError` collects these. */
export default class BulkRecordError extends BaseError {
  /** why it failed */
  errors: Error;

  /** the record that failed */
  record: Model;

  constructor(error: Error, record: Model) {
    super(error.message);
    this.name = 'SequelizeBulkRecordError';
    this.errors = error;
    this.record = record;
  }
}
