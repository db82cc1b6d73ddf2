/** `restore`: takes a soft deletion back. */
import { hasHooksFor } from '../../hooks';
import { adoptClsTransaction } from '../cls-transaction';
import { aliveValue } from '../paranoid';
import { paranoidAttribute } from './row';

export async function restore(instance: any, given: any): Promise<any> {
  const model = instance.constructor;
  const name = paranoidAttribute(model);
  const options: any = { hooks: true, force: false, ...given };
  adoptClsTransaction(model, options);

  if (options.hooks && hasHooksFor(model, 'beforeRestore', instance))
    await model.runHooks('beforeRestore', instance, options);
  instance.setDataValue(name, aliveValue(model));
  const result = await instance.save({ ...options, hooks: false, omitNull: false });
  if (options.hooks && hasHooksFor(model, 'afterRestore', instance))
    await model.runHooks('afterRestore', instance, options);
  return result;
}
