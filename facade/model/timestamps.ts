/** Names and values of `createdAt`, `updatedAt`, `deletedAt` and of the version attribute. */
import { now, toDefaultValue } from '../utils';

const TIMESTAMPS = ['createdAt', 'updatedAt', 'deletedAt'] as const;

/** Reads the options `timestamps`, `paranoid`, `version` and those that rename the attributes. */
export function nameTimestamps(model: any): void {
  const { options } = model;
  model._readOnlyAttributes = new Set();
  model._timestampAttributes = {};

  if (options.timestamps) {
    for (const key of TIMESTAMPS) checkName(key, options[key]);
    for (const key of TIMESTAMPS) {
      if (options[key] === false || (key === 'deletedAt' && !options.paranoid)) continue;
      const name = typeof options[key] === 'string' ? options[key] : key;
      model._timestampAttributes[key] = name;
      model._readOnlyAttributes.add(name);
    }
  }

  if (options.version) {
    model._versionAttribute = typeof options.version === 'string' ? options.version : 'version';
    model._readOnlyAttributes.add(model._versionAttribute);
  }

  model._hasReadOnlyAttributes = model._readOnlyAttributes.size > 0;
}

function checkName(key: string, value: unknown): void {
  const type = typeof value;
  if (type !== 'undefined' && type !== 'string' && type !== 'boolean') {
    throw new Error(`Value for "${key}" option must be a string or a boolean, got ${type}`);
  }
  if (value === '') throw new Error(`Value for "${key}" option cannot be an empty string`);
}

/** The current time, as exact as the dialect stores it. */
export function currentTime(model: any): Date {
  return now(model.sequelize.options.dialect);
}

/** The default value a timestamp attribute declares, if any. v6 `Model._getDefaultTimestamp`. */
export function defaultTimestamp(model: any, name: string): any {
  const attribute = model.rawAttributes[name];
  if (attribute && attribute.defaultValue)
    return toDefaultValue(attribute.defaultValue, model.sequelize.options.dialect);
  return undefined;
}

/** What to write into a timestamp attribute now. */
export function timestampValue(model: any, name: string, time: Date): any {
  return model._getDefaultTimestamp(name) || time;
}
