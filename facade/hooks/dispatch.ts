/**
 * Runs the functions of an event, one after the other. A result is awaited only if it is thenable, so an event whose
 * functions are all synchronous ends without a turn of the microtask queue.
 */
import { HOOKS, type HookName } from '../generated/hooks';
import { debugOutput } from '../packages/debug';
import { hookPlan } from './plan';
import { instanceHooks, ownHooks, type Hooked, type HookEntry } from './registry';

const debug = debugOutput('hooks');

interface Run {
  readonly type: string | undefined;
  readonly entries: readonly HookEntry[];
  readonly args: unknown[];
  /** `this` of each function. */
  readonly receiver: unknown;
}

/**
 * Runs the functions registered for `type` on `owner`, on the instance concerned (the first argument of instance
 * events) and on the owner's Sequelize instance.
 * Returns nothing if all of them are done, else a promise. Throws, or rejects with, the first error; the functions
 * after it do not run.
 */
export function dispatch(owner: Hooked, type: string, ...args: unknown[]): Promise<void> | undefined {
  const lists = [
    ownHooks(owner, type),
    instanceHooks(args[0], type),
    owner.sequelize ? ownHooks(owner.sequelize, type) : []
  ] as const;
  const plan = hookPlan(lists[0].length, lists[1].length, lists[2].length);
  if (plan.length === 0) return undefined;
  const entries = plan.map(({ level, index }) => lists[level][index]);
  return runEntries({ type, entries, args, receiver: owner });
}

/** Runs functions that belong to no event, as `runHooks` does when it is given functions. */
export function dispatchFunctions(owner: Hooked, entries: HookEntry[], args: unknown[]): Promise<void> | undefined {
  return runEntries({ type: undefined, entries, args, receiver: owner });
}

function runEntries(run: Run): Promise<void> | undefined {
  const isSync = run.type !== undefined && HOOKS[run.type as HookName]?.isSync === true;
  for (let i = 0; i < run.entries.length; i++) {
    const result = call(run, run.entries[i], isSync);
    if (!isSync && isThenable(result)) return finish(run, result, i + 1);
  }
  return undefined;
}

async function finish(run: Run, pending: PromiseLike<unknown>, from: number): Promise<void> {
  await pending;
  for (let i = from; i < run.entries.length; i++) {
    const result = call(run, run.entries[i], false);
    if (isThenable(result)) await result;
  }
}

function call(run: Run, entry: HookEntry, isSync: boolean): unknown {
  if (debug.enabled) debug(`running hook${isSync ? '(sync)' : ''} ${run.type}`);
  const fn = typeof entry === 'function' ? entry : entry.fn;
  return fn.apply(run.receiver, run.args);
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return false;
  return typeof (value as PromiseLike<unknown>).then === 'function';
}
