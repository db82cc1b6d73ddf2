/** What concerns the row behind an instance: its primary key, equality, soft deletion. */
import { mapWhereFieldNames } from '../../utils';
import { aliveValue } from '../paranoid';
import { renamesFields } from '../fields';

/** The condition that finds this row: primary key, and the version where asked. v6 `Model#where`. */
export function whereOf(instance: any, checkVersion?: boolean): any {
  const model = instance.constructor;
  const names: string[] = model.primaryKeyAttributes;
  // v6: without a primary key, whatever the last finder of this model asked for
  if (names.length === 0) return model.options.whereCollection;
  const where: any = {};
  for (const name of names) where[name] = instance.get(name, { raw: true });
  if (checkVersion && model._versionAttribute)
    where[model._versionAttribute] = instance.get(model._versionAttribute, { raw: true });
  return renamesFields(model) ? mapWhereFieldNames(where, model) : where;
}

/** Same model (or a subclass), same primary key. */
export function equals(instance: any, other: any): boolean {
  if (!other || !other.constructor || !(other instanceof instance.constructor)) return false;
  return instance.constructor.primaryKeyAttributes.every(
    (name: string) => instance.get(name, { raw: true }) === other.get(name, { raw: true })
  );
}

export function isSoftDeleted(instance: any): boolean {
  const model = instance.constructor;
  const name = paranoidAttribute(model);
  return (instance.get(name) || null) !== aliveValue(model);
}

/** The name of `deletedAt`. Throws for models that are not paranoid. */
export function paranoidAttribute(model: any): string {
  const name = model._timestampAttributes.deletedAt;
  if (!name) throw new Error('Model is not paranoid');
  return name;
}
