/** `upsert`: INSERT that becomes an UPDATE where the row exists. */
import _ from '../../packages/lodash';
import { hasHooksFor } from '../../hooks';
import { cloneOptions } from '../clone';
import { adoptClsTransaction } from '../cls-transaction';
import { toFieldValues } from '../fields';
import { currentTime, timestampValue } from '../timestamps';

/** Resolves to `[instance, created]`; `created` is null where the database does not tell. */
export async function upsert(model: any, values: any, given: any): Promise<any> {
  const options: any = { hooks: true, returning: true, validate: true, ...cloneOptions(given) };
  adoptClsTransaction(model, options);

  const hasPrimaryKey = model.primaryKeyField in values || model.primaryKeyAttribute in values;
  const instance = model.build(values);
  options.model = model;
  options.instance = instance;
  const changed: string[] = Array.from(instance._changed);
  if (!options.fields) options.fields = changed;
  if (options.validate) await instance.validate(options);

  const insertValues = toFieldValues(instance.dataValues, Object.keys(instance.rawAttributes), model);
  const updateValues = toFieldValues(_.pick(instance.dataValues, changed), options.fields, model);
  stamp(model, insertValues, updateValues);

  // a new instance has null for a primary key nobody gave; databases must not see that
  if (!hasPrimaryKey && model.primaryKeyAttribute && !model.rawAttributes[model.primaryKeyAttribute].defaultValue) {
    delete insertValues[model.primaryKeyField];
    delete updateValues[model.primaryKeyField];
  }

  if (options.hooks && hasHooksFor(model, 'beforeUpsert')) await model.runHooks('beforeUpsert', values, options);
  const result = await model.queryInterface.upsert(
    model.getTableName(options),
    insertValues,
    updateValues,
    instance.where(),
    options
  );
  result[0].isNewRecord = false;
  if (options.hooks && hasHooksFor(model, 'afterUpsert')) await model.runHooks('afterUpsert', result, options);
  return result;
}

/** v6 looks for given timestamps by attribute name, though the values are by column. */
function stamp(model: any, insertValues: any, updateValues: any): void {
  const { createdAt, updatedAt } = model._timestampAttributes;
  const time = currentTime(model);
  const fieldOf = (name: string) => model.rawAttributes[name].field || name;
  if (createdAt && !insertValues[createdAt]) insertValues[fieldOf(createdAt)] = timestampValue(model, createdAt, time);
  if (updatedAt && !insertValues[updatedAt]) {
    insertValues[fieldOf(updatedAt)] = updateValues[fieldOf(updatedAt)] = timestampValue(model, updatedAt, time);
  }
}
