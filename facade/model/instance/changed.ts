/** What changed since the instance was read or saved: `changed` and `previous`. */
import _ from '../../packages/lodash';
import { CHANGED, PREVIOUS, changedNames, writeOut } from '../state';

/** v6 `Model#changed`: no key: the changed names or false; a key: whether it changed; a key and a boolean: marks it. */
export function changed(instance: any, key?: any, mark?: any): any {
  if (key === undefined) return listChanged(instance);
  if (mark === true) {
    changedNames(instance).add(key);
    return instance;
  }
  const state = instance[CHANGED];
  if (mark === false) {
    if (state !== undefined) changedNames(instance).delete(key);
    return instance;
  }
  if (state === undefined) return false;
  return Array.isArray(state) ? state.includes(key) : state.has(key);
}

function listChanged(instance: any): string[] | false {
  const state = instance[CHANGED];
  if (state === undefined) return false;
  const names: string[] = Array.isArray(state) ? [...new Set(state)] : Array.from(state as Set<string>);
  return names.length > 0 ? names : false;
}

/** v6 `Model#previous`: the value before the change, or all changed attributes with theirs. */
export function previous(instance: any, key?: string): any {
  if (instance[CHANGED] === undefined) return key ? instance.dataValues[key] : {};
  writeOut(instance);
  return key ? instance[PREVIOUS][key] : _.pickBy(instance[PREVIOUS], (_value, name) => instance.changed(name));
}
