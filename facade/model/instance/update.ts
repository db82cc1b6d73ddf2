/** `instance.update(values)`: `set`, then `save` of what that changed. */
import _ from '../../packages/lodash';
import { adoptClsTransaction } from '../cls-transaction';
import { cloneOptions, handOver } from '../clone';

export async function update(instance: any, values: any, given: any): Promise<any> {
  const changedBefore: string[] = instance.changed() || [];
  const defined = withoutUndefined(values);
  const options = cloneOptions(Array.isArray(given) ? { fields: given } : given);
  adoptClsTransaction(instance.constructor, options);

  instance.set(defined, Object.assign({}, options, { attributes: options.fields }));

  const changedNow: string[] = instance.changed() || [];
  if (!options.fields) {
    const sideEffects = _.without(changedNow, ...changedBefore);
    options.fields = _.intersection(_.union(Object.keys(defined), sideEffects), changedNow);
    options.defaultFields = options.fields;
  }
  return instance.save(handOver(options));
}

/** A copy that lacks what is undefined; inherited values count, as in v6. */
export function withoutUndefined(values: any): any {
  const copy: any = {};
  for (const key in values) if (values[key] !== undefined) copy[key] = values[key];
  return copy;
}
