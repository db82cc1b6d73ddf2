/**
 * What an instance remembers beside `dataValues`: the previous values and the names that changed.
 *
 * v6 fills both at construction. Here they are made on first use, because most found rows are only read:
 *
 * | CHANGED   | PREVIOUS  | means |
 * |-----------|-----------|-------|
 * | undefined | undefined | clean: nothing changed, the previous values are `dataValues` as they are |
 * | string[]  | undefined | fresh: a new record; these names were given, none had a value before |
 * | Set       | object    | written out as in v6 |
 */
export const PREVIOUS = Symbol('sequelize.previousDataValues');
export const CHANGED = Symbol('sequelize.changed');

/** Marks a list of names that many fresh records have in common: who adds to it makes a copy first. */
const COMMON = Symbol('sequelize.commonNames');

export function commonNames(names: readonly string[]): string[] {
  return Object.defineProperty([...names], COMMON, { value: true });
}

/** Writes the remembered state out; afterwards `PREVIOUS` is an object and `CHANGED` a Set. */
export function writeOut(instance: any): void {
  const changed = instance[CHANGED];
  if (changed === undefined) {
    instance[PREVIOUS] = { ...instance.dataValues };
    instance[CHANGED] = new Set();
  } else if (Array.isArray(changed)) {
    const previous: Record<string, unknown> = {};
    for (const name of changed) previous[name] = undefined;
    instance[PREVIOUS] = previous;
    instance[CHANGED] = new Set(changed);
  }
}

/** `instance._previousDataValues`, as an object the caller may write to. */
export function previousValues(instance: any): any {
  if (instance[PREVIOUS] === undefined) writeOut(instance);
  return instance[PREVIOUS];
}

/** `instance._changed`, as a Set the caller may write to. */
export function changedNames(instance: any): Set<string> {
  if (!(instance[CHANGED] instanceof Set)) writeOut(instance);
  return instance[CHANGED];
}

/** Replaces the previous values by a copy of the current ones, as a raw `set` does. The changed names stay. */
export function rememberCurrent(instance: any): void {
  const changed = instance[CHANGED];
  if (changed === undefined) return;
  if (Array.isArray(changed) ? changed.length === 0 : changed.size === 0) {
    forget(instance);
    return;
  }
  writeOut(instance);
  instance[PREVIOUS] = { ...instance.dataValues };
}

/** Makes the instance clean: what it holds now is what it held before. */
export function forget(instance: any): void {
  instance[PREVIOUS] = undefined;
  instance[CHANGED] = undefined;
}

/** Notes that `name` changed and what it was. */
export function noteChange(instance: any, name: string, original: unknown): void {
  const changed = instance[CHANGED];
  if (original === undefined && Array.isArray(changed)) {
    if ((changed as any)[COMMON] === true) instance[CHANGED] = [...changed, name];
    else changed.push(name);
    return;
  }
  if (!(changed instanceof Set)) writeOut(instance);
  instance[PREVIOUS][name] = original;
  instance[CHANGED].add(name);
}
