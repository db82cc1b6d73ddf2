/**
 * Hooks: functions of the user that run before and after the events of a model's life. v6's `lib/hooks` offers the
 * table and `applyTo`; the rest of the facade also asks here whether anybody listens, and raises events.
 */
import { HOOKS, HOOK_NAMES, type HookName } from './generated/hooks';
import { classHookMethods } from './hooks/class';
import { instanceHookMethods } from './hooks/instance';
import type { HookFunction } from './hooks/registry';

export { dispatch } from './hooks/dispatch';
export { hasHooksFor } from './hooks/registry';
export type { Hooked, HookEntry, HookFunction } from './hooks/registry';
export type { HookName } from './generated/hooks';
export type { HookReturn, Hooks, HooksCtor, HooksStatic, ModelHooks, SequelizeHooks } from './types/hooks';

/** One row of v6's hook table. */
interface HookDescription {
  params: number;
  proxies?: string[];
  sync?: boolean;
  noModel?: boolean;
}

/** The hook table in the shape of v6. */
export const hooks: Record<string, HookDescription> = Object.fromEntries(
  HOOK_NAMES.map(name => {
    const { params, proxiesTo, isSync, isSequelizeOnly } = HOOKS[name];
    const description: HookDescription = { params };
    if (proxiesTo) description.proxies = [...proxiesTo];
    if (isSync) description.sync = true;
    if (isSequelizeOnly) description.noModel = true;
    return [name, description];
  })
);

/**
 * Gives `target` the hook methods (`addHook`, `runHooks` …) and one registration method per event (`beforeCreate` …).
 * A model gets no methods for events that only Sequelize has; its prototype gets the methods of a single instance.
 */
export function applyTo(target: any, isModel = false): void {
  Object.assign(target, classHookMethods);
  if (isModel) defineHidden(target.prototype, instanceHookMethods);
  for (const name of HOOK_NAMES) {
    if (isModel && HOOKS[name].isSequelizeOnly) continue;
    target[name] = registrationMethod(name);
  }
}

function registrationMethod(type: HookName) {
  return function (this: { addHook: Function }, name: string | HookFunction, callback?: HookFunction): unknown {
    return this.addHook(type, name, callback);
  };
}

/** Not enumerable, so that `for … in` over an instance sees data only. */
function defineHidden(target: object, methods: object): void {
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
  }
}
