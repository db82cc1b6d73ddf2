/** `destroy`: a DELETE, or for paranoid models an UPDATE that sets `deletedAt`. */
import { hasHooksFor } from '../../hooks';
import { QueryTypes } from '../../query-types';
import { adoptClsTransaction } from '../cls-transaction';
import { aliveValue } from '../paranoid';
import { isSame } from './same';

export async function destroy(instance: any, given: any): Promise<any> {
  const model = instance.constructor;
  const options: any = { hooks: true, force: false, ...given };
  adoptClsTransaction(model, options);

  if (options.hooks && hasHooksFor(model, 'beforeDestroy', instance))
    await model.runHooks('beforeDestroy', instance, options);
  const where = instance.where(true);

  let result;
  if (model._timestampAttributes.deletedAt && options.force === false) {
    markDeleted(instance, model);
    result = await instance.save({ ...options, hooks: false });
  } else {
    const deleteOptions = { type: QueryTypes.DELETE, limit: null, ...options };
    result = await model.queryInterface.delete(instance, model.getTableName(options), where, deleteOptions);
  }

  if (options.hooks && hasHooksFor(model, 'afterDestroy', instance))
    await model.runHooks('afterDestroy', instance, options);
  return result;
}

/** Sets `deletedAt` unless the row is deleted already. */
function markDeleted(instance: any, model: any): void {
  const name = model._timestampAttributes.deletedAt;
  const alive = aliveValue(model);
  const current = instance.getDataValue(name);
  const isNothing = (current === null || current === undefined) && (alive === null || alive === undefined);
  if (isNothing || isSame(current, alive)) instance.setDataValue(name, new Date());
}
