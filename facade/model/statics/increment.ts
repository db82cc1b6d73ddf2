/** `increment` and `decrement` of many rows, in the database. */
import { defaults, mapOptionFieldNames } from '../../utils';
import { currentTime, timestampValue } from '../timestamps';

/** `fields`: a name, names, or `{ name: amount }`; names alone change by `options.by` (1). */
export async function increment(model: any, fields: any, given: any): Promise<any> {
  const amounts = toFields(model, fields);
  const scoped = given || {};
  model._injectScope(scoped);
  model._optionsMustContainWhere(scoped);

  const options: any = defaults({}, scoped, { by: 1, where: {}, increment: true } as any);
  const isSubtraction = !options.increment;
  mapOptionFieldNames(options, model);
  const where = { ...options.where };

  const byField = Array.isArray(amounts) ? Object.fromEntries(amounts.map(field => [field, options.by])) : amounts;
  // subtracted from, so that a decrement counts the version up as well
  if (model._versionAttribute) byField[model._versionAttribute] = isSubtraction ? -1 : 1;

  const table = model.getTableName(options);
  const method = isSubtraction ? 'decrement' : 'increment';
  const affected = await model.queryInterface[method](
    model,
    table,
    where,
    byField,
    touched(model, byField, options),
    options
  );
  return options.returning ? [affected, affected.length] : [affected];
}

/** Attribute names to column names, in either form. */
function toFields(model: any, fields: any): any {
  const fieldOf = (name: string) => model.rawAttributes[name]?.field || name;
  if (typeof fields === 'string') fields = [fields];
  if (Array.isArray(fields)) return fields.map(fieldOf);
  if (fields && typeof fields === 'object')
    return Object.fromEntries(Object.keys(fields).map(name => [fieldOf(name), fields[name]]));
  return fields;
}

/** `updatedAt`, unless `silent` or itself among the amounts. */
function touched(model: any, byField: any, options: any): any {
  const { updatedAt } = model._timestampAttributes;
  if (options.silent || !updatedAt || byField[updatedAt]) return {};
  return { [model.rawAttributes[updatedAt].field || updatedAt]: timestampValue(model, updatedAt, currentTime(model)) };
}
