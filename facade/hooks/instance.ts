/**
 * `user.addHook('afterSave', fn)`: hooks of one instance. v6 has these methods on every instance, where they can only
 * throw. Here they keep functions that run for this instance alone, after its model's and before those of the
 * Sequelize instance.
 */
import { dispatch } from './dispatch';
import {
  addTo,
  hookFacts,
  instanceHookLists,
  instanceHooks,
  removeFrom,
  type Hooked,
  type HookEntry,
  type HookFunction
} from './registry';

interface HookedInstance {
  constructor: Function;
  addHook(type: string, name: string | HookFunction | null, fn?: HookFunction): unknown;
}

/** Methods for the prototype of a model. `this` is the instance. */
export const instanceHookMethods = {
  _setupHooks(this: HookedInstance, hooks?: Record<string, HookEntry | HookEntry[]>): void {
    const lists = instanceHookLists(this);
    for (const type of Object.keys(lists)) delete lists[type];
    for (const [type, entries] of Object.entries(hooks ?? {})) {
      for (const entry of Array.isArray(entries) ? entries : [entries]) this.addHook(type, entry as HookFunction);
    }
  },

  async runHooks(this: HookedInstance, type: string, ...args: unknown[]): Promise<void> {
    if (!type) throw new Error('runHooks requires at least 1 argument');
    await dispatch(this.constructor as unknown as Hooked, type, ...(args.length > 0 ? args : [this]));
  },

  addHook(this: HookedInstance, type: string, name: string | HookFunction | null, fn?: HookFunction): unknown {
    if (!hookFacts(type).isOnInstance) {
      throw new TypeError(`The hook "${type}" does not concern a single instance: add it to the model instead.`);
    }
    const [given, callback] = typeof name === 'function' ? [null, name] : [name, fn as HookFunction];
    addTo(instanceHookLists(this), type, given, callback);
    return this;
  },

  removeHook(this: HookedInstance, type: string, nameOrFunction: string | HookFunction): unknown {
    if (instanceHooks(this, type).length > 0) removeFrom(instanceHookLists(this), type, nameOrFunction);
    return this;
  },

  hasHook(this: HookedInstance, type: string): boolean {
    return instanceHooks(this, type).length > 0;
  },

  hasHooks(this: HookedInstance, type: string): boolean {
    return instanceHooks(this, type).length > 0;
  }
};
