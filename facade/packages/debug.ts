/**
 * Debug output without the `debug` package until it is wanted: loading it (and with it `tty`, `net` and streams) takes
 * longer than a first query. It is wanted if `DEBUG` was set when we were loaded, which is when v6 has it read, or once
 * somebody else has loaded it and so may have called `debug.enable()`.
 */
import type { Debugger } from 'debug';
import { debug } from './on-demand';

/** What the facade uses of a `debug` function. */
export interface DebugOutput {
  (message: string): void;
  readonly enabled: boolean;
}

/** The output `sequelize:name`. */
export function debugOutput(name: string): DebugOutput {
  let made: Debugger | undefined;
  const output = (): Debugger | undefined => (made ??= isWanted() ? debug()(`sequelize:${name}`) : undefined);
  const write = (message: string): void => output()?.(message);
  return Object.defineProperty(write, 'enabled', { get: () => output()?.enabled ?? false }) as DebugOutput;
}

const isSetAtFirst = Boolean(process.env.DEBUG);
let path: string | undefined;

function isWanted(): boolean {
  if (isSetAtFirst) return true;
  path ??= require.resolve('debug');
  return require.cache[path] !== undefined;
}
