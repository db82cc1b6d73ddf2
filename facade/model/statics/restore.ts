/** `restore` of many rows: takes soft deletions back. */
import { hasHooksFor } from '../../hooks';
import { QueryTypes } from '../../query-types';
import { mapOptionFieldNames } from '../../utils';
import { adoptClsTransaction } from '../cls-transaction';
import { paranoidAttribute } from '../instance/row';
import { aliveValue } from '../paranoid';

export async function restore(model: any, given: any): Promise<any> {
  const deletedAt = paranoidAttribute(model);
  const options: any = { hooks: true, individualHooks: false, ...given };
  adoptClsTransaction(model, options);
  options.type = QueryTypes.RAW;
  options.model = model;
  mapOptionFieldNames(options, model);

  if (options.hooks && hasHooksFor(model, 'beforeBulkRestore')) await model.runHooks('beforeBulkRestore', options);
  let instances: any[] = [];
  if (options.individualHooks) {
    const { where, transaction, logging, benchmark } = options;
    instances = await model.findAll({ where, transaction, logging, benchmark, paranoid: false });
    await Promise.all(instances.map(instance => model.runHooks('beforeRestore', instance, options)));
  }

  options.omitNull = false;
  const values = { [model.rawAttributes[deletedAt].field || deletedAt]: aliveValue(model) };
  const table = model.getTableName(options);
  const result = await model.queryInterface.bulkUpdate(table, values, options.where, options, model.rawAttributes);

  if (options.individualHooks)
    await Promise.all(instances.map(instance => model.runHooks('afterRestore', instance, options)));
  if (options.hooks && hasHooksFor(model, 'afterBulkRestore')) await model.runHooks('afterBulkRestore', options);
  return result;
}
