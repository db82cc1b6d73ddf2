/** What `console.log(user)` shows: the fields v6's instances have, though two of them are kept otherwise here. */
import { inspect, type InspectOptionsStylized } from 'node:util';
import { CHANGED, PREVIOUS } from '../state';

export function inspectInstance(instance: any, depth: number, options: InspectOptionsStylized): string {
  const { name } = instance.constructor;
  if (depth < 0) return options.stylize(`[${name}]`, 'special');
  return `${name} ${inspect(fieldsOf(instance), { ...options, depth })}`;
}

/** Shows the remembered state without writing it out. */
function fieldsOf(instance: any): Record<string, unknown> {
  const changed = instance[CHANGED];
  const fresh = () => Object.fromEntries(changed.map((key: string) => [key, undefined]));
  const fields: Record<string, unknown> = {};
  for (const key of Object.keys(instance)) {
    fields[key] = instance[key];
    if (key === 'dataValues') {
      fields._previousDataValues = instance[PREVIOUS] ?? (changed === undefined ? { ...instance.dataValues } : fresh());
    }
    if (key === 'uniqno') fields._changed = new Set(changed ?? []);
  }
  return fields;
}
