/**
 * The timers and the clock as they were when this module was loaded. Test suites replace the global ones for a while;
 * a statement that waited on a replaced `setImmediate` would wait for ever.
 */
import timers from 'node:timers';

export const setImmediate: (callback: (...args: any[]) => void, ...args: any[]) => unknown = timers.setImmediate;

const { performance } = globalThis;

/** Milliseconds, from any fixed point. */
export const now: () => number = performance.now.bind(performance);
