/** Soft deletion: rows whose `deletedAt` is set are left out of what finders see. */
import { Op } from '../operators';
import { isWhereEmpty } from '../utils';

/** What `deletedAt` holds while a row is alive: the attribute's default value, else null. */
export function aliveValue(model: any): any {
  const attribute = model.rawAttributes[model._timestampAttributes.deletedAt];
  return Object.prototype.hasOwnProperty.call(attribute, 'defaultValue') ? attribute.defaultValue : null;
}

/**
 * Adds "not deleted" to `options.where` unless `options.paranoid` is false or the model is not paranoid.
 * Runs after attribute names became column names. v6 `Model._paranoidClause`.
 */
export function paranoidClause(model: any, options: any = {}): any {
  if (options.include) for (const include of options.include) paranoidClause(include.model, include);

  const { groupedLimit } = options;
  if (groupedLimit?.on?.options?.paranoid && groupedLimit.on.through?.model) {
    groupedLimit.through = paranoidClause(groupedLimit.on.through.model, groupedLimit.through);
  }

  if (!model.options.timestamps || !model.options.paranoid || options.paranoid === false) return options;

  const name = model._timestampAttributes.deletedAt;
  const field = model.rawAttributes[name].field || name;
  const alive = { [field]: aliveValue(model) || { [Op.eq]: null } };
  // v6: only an empty object counts as "no where"; a missing one stays, and the clause is rendered in parentheses
  options.where = isWhereEmpty(options.where) ? alive : { [Op.and]: [alive, options.where] };
  return options;
}
