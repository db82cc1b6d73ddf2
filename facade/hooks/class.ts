/** The hook methods of a model, of a Sequelize instance and of the Sequelize class. `this` is the owner. */
import { debugOutput } from '../packages/debug';
import { dispatch, dispatchFunctions } from './dispatch';
import {
  addTo,
  registeredAs,
  removeFrom,
  type Hooked,
  type HookEntry,
  type HookFunction,
  type HookLists
} from './registry';

const debug = debugOutput('hooks');

type HookOwner = Hooked & {
  addHook(type: string, name: string | HookFunction | null, fn?: HookFunction): unknown;
  hasHook(type: string): boolean | undefined;
};

function hasHook(this: HookOwner, type: string): boolean | undefined {
  const entries = this.options.hooks?.[type];
  return entries && entries.length > 0;
}

export const classHookMethods = {
  /** Forgets the owner's hooks and registers those of a `hooks` option: per event a function, or several. */
  _setupHooks(this: HookOwner, hooks?: Record<string, HookEntry | HookEntry[]>): void {
    this.options.hooks = {};
    for (const [type, entries] of Object.entries(hooks ?? {})) {
      for (const entry of Array.isArray(entries) ? entries : [entries]) this.addHook(type, entry as HookFunction);
    }
  },

  /**
   * Runs the hooks of an event, the owner's before those of its Sequelize instance; or the functions given.
   * Synchronous events are over when this returns.
   */
  async runHooks(this: HookOwner, hooks: string | HookEntry | HookEntry[], ...args: unknown[]): Promise<void> {
    if (!hooks) throw new Error('runHooks requires at least 1 argument');
    const pending =
      typeof hooks === 'string'
        ? dispatch(this, hooks, ...args)
        : dispatchFunctions(this, Array.isArray(hooks) ? hooks : [hooks], args);
    if (pending) await pending;
  },

  /** Registers a function for an event. With a name it can be removed by that name. Returns the owner. */
  addHook(this: HookOwner, type: string, name: string | HookFunction | null, fn?: HookFunction): unknown {
    const [given, callback] = typeof name === 'function' ? [null, name] : [name, fn as HookFunction];
    if (debug.enabled) debug(`adding hook ${type}`);
    // v6 keeps the object that is there, so that a `hooks` object shared by reference stays shared.
    addTo(this.options.hooks as HookLists, type, given, callback);
    return this;
  },

  /** Removes the functions of that name, or that function. Returns the owner. */
  removeHook(this: HookOwner, type: string, nameOrFunction: string | HookFunction): unknown {
    if (!this.hasHook(type)) return this;
    if (debug.enabled) debug(`removing hook ${registeredAs(type).join(', ')}`);
    removeFrom(this.options.hooks as HookLists, type, nameOrFunction);
    return this;
  },

  /** Whether the owner itself has functions for the event. */
  hasHook,
  hasHooks: hasHook
};
