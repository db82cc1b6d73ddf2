/** `increment` and `decrement` of one row: the static ones, restricted to its primary key. */
import { cloneOptions } from '../clone';

export async function increment(instance: any, fields: any, given: any): Promise<any> {
  const options = cloneOptions(given);
  options.where = { ...options.where, ...instance.where() };
  options.instance = instance;
  await instance.constructor.increment(fields, options);
  return instance;
}
