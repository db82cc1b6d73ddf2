/**
 * Where hook functions are kept. A model and a Sequelize instance keep them in `options.hooks`, one array per event,
 * which users and plug-ins read and replace: nothing here caches what those arrays hold. The functions of a single
 * model instance are kept beside it.
 */
import { HOOKS, HOOK_NAMES, type HookFacts, type HookName } from '../generated/hooks';

/** A function registered for an event. Its arguments depend on the event, see `ModelHooks` and `SequelizeHooks`. */
export type HookFunction = (...args: any[]) => unknown;

/** A named registration can be removed by its name. */
export type HookEntry = HookFunction | { name: string; fn: HookFunction };

/** The functions of one owner, by event. */
export type HookLists = Partial<Record<string, HookEntry[]>>;

/** Anything that has hooks: a model, a Sequelize instance, the Sequelize class. */
export interface Hooked {
  options: { hooks?: HookLists };
  /** A model's Sequelize instance, whose functions run after the model's. */
  sequelize?: Hooked;
}

const NONE: readonly HookEntry[] = Object.freeze([]);

const onInstances = new WeakMap<object, HookLists>();
let areInstancesHooked = false;

/** What is known about the event, or a TypeError that says what was misspelt (v6 fails with an unrelated TypeError). */
export function hookFacts(type: string): HookFacts {
  const facts = Object.hasOwn(HOOKS, type) ? HOOKS[type as HookName] : undefined;
  if (!facts) throw new TypeError(`Unknown hook "${type}". The hooks are: ${HOOK_NAMES.join(', ')}.`);
  return facts;
}

/** The events a registration for `type` is kept under: those it stands for, then itself. */
export function registeredAs(type: string): string[] {
  return [...(hookFacts(type).proxiesTo ?? []), type];
}

/** The functions `owner` itself has for the event. */
export function ownHooks(owner: Hooked, type: string): readonly HookEntry[] {
  return owner.options.hooks?.[type] ?? NONE;
}

/** The functions registered on one model instance. */
export function instanceHooks(instance: unknown, type: string): readonly HookEntry[] {
  if (!areInstancesHooked || typeof instance !== 'object' || instance === null) return NONE;
  return onInstances.get(instance)?.[type] ?? NONE;
}

/** The lists of one model instance, made when the first function is registered on it. */
export function instanceHookLists(instance: object): HookLists {
  let lists = onInstances.get(instance);
  if (!lists) {
    lists = {};
    onInstances.set(instance, lists);
    areInstancesHooked = true;
  }
  return lists;
}

/**
 * Whether anybody listens to the event of a model (with its Sequelize instance's functions), of one instance of it, or
 * of a Sequelize instance. This is asked before every lifecycle event: it costs a few property reads.
 */
export function hasHooksFor(owner: Hooked, type: HookName, instance?: object): boolean {
  if (owner.options.hooks?.[type]?.length) return true;
  if (owner.sequelize?.options.hooks?.[type]?.length) return true;
  return areInstancesHooked && instance !== undefined && instanceHooks(instance, type).length > 0;
}

/** Adds `fn` under every event that `type` stands for. */
export function addTo(lists: HookLists, type: string, name: string | null | undefined, fn: HookFunction): void {
  for (const event of registeredAs(type)) {
    (lists[event] ??= []).push(name ? { name, fn } : fn);
  }
}

/** Removes by name, or by the function itself. A running event keeps the list it began with. */
export function removeFrom(lists: HookLists, type: string, nameOrFunction: string | HookFunction): void {
  for (const event of registeredAs(type)) {
    const entries = lists[event];
    if (!entries) continue;
    lists[event] = entries.filter(entry => {
      if (typeof nameOrFunction === 'function') return entry !== nameOrFunction;
      return typeof entry === 'function' || entry.name !== nameOrFunction;
    });
  }
}
