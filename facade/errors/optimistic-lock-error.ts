import BaseError from './base-error';

interface OptimisticLockErrorOptions {
  message?: string;

  /** the model of the instance */
  modelName?: string;

  /** what should have been written */
  values?: Record<string, unknown>;

  /** the condition that matched no row any more */
  where?: Record<string, unknown>;
}

/** Somebody else has changed the row since it was read (`version: true`). */
export default class OptimisticLockError extends BaseError {
  modelName: string | undefined;
  values: Record<string, unknown> | undefined;
  where: Record<string, unknown> | undefined;

  constructor(options: OptimisticLockErrorOptions) {
    const { message, modelName, values, where } = options || {};
    super(message || `Attempting to update a stale model instance: ${modelName}`);
    this.name = 'SequelizeOptimisticLockError';
    this.modelName = modelName;
    this.values = values;
    this.where = where;
  }
}
