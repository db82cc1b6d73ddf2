/**
 * Continuation-local storage: which transaction is the current one. `Sequelize.useCLS` takes a namespace of
 * `cls-hooked` (anything with `get`, `set`, `run` and `bind`), as v6 does, or Node's own `AsyncLocalStorage`.
 */
import type { AsyncLocalStorage } from 'node:async_hooks';

/** What is asked of a namespace. */
export interface ClsNamespace {
  get(key: string): any;
  set(key: string, value: unknown): unknown;
  run(callback: (context: unknown) => unknown): unknown;
  bind?<F extends Function>(callback: F): F;
}

/** A namespace or storage in the form of a namespace. Fails on anything else. */
export function asNamespace(given: unknown): ClsNamespace {
  const candidate = given as any;
  if (candidate && typeof candidate === 'object' && typeof candidate.run === 'function') {
    if (typeof candidate.bind === 'function') return candidate;
    if (typeof candidate.getStore === 'function') return new StorageNamespace(candidate);
  }
  throw new Error('Must provide CLS namespace');
}

/**
 * The namespace an `AsyncLocalStorage` serves as. Each run has a store of its own that inherits what the store
 * around it holds, so an application may keep things of its own in the same storage.
 */
class StorageNamespace implements ClsNamespace {
  constructor(readonly storage: AsyncLocalStorage<any>) {}

  get(key: string): unknown {
    const store = this.storage.getStore();
    return store instanceof Map ? store.get(key) : store?.[key];
  }

  /** Outside of a run the rest of the current asynchronous context gets a store. */
  set(key: string, value: unknown): unknown {
    if (this.storage.getStore() === undefined) this.storage.enterWith(Object.create(null));
    const store = this.storage.getStore();
    if (store instanceof Map) store.set(key, value);
    else store[key] = value;
    return value;
  }

  run(callback: (context: unknown) => unknown): unknown {
    const around = this.storage.getStore();
    const store = around instanceof Map ? new Map(around) : Object.create(around ?? null);
    return this.storage.run(store, callback, store);
  }
}

/** Runs `callback` in a context of its own and returns what it returns; without a namespace, just runs it. */
export function runInContext<T>(namespace: ClsNamespace | undefined, callback: (context?: unknown) => T): T {
  if (!namespace) return callback();
  let result: T | undefined;
  // cls-hooked returns the context from `run`, not what the callback returned.
  namespace.run(context => (result = callback(context)));
  return result as T;
}
