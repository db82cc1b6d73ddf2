/** Found rows that are about to be handed to hooks. */
import { CHANGED, writeOut } from './state';

/**
 * Hooks may write to `dataValues` directly. The previous values are written out before, so that they still tell what
 * was read. `results` is a row, a list of rows, or something that is no instance (raw results).
 */
export function protectPrevious(results: any): void {
  if (Array.isArray(results)) for (const result of results) protectOne(result);
  else protectOne(results);
}

function protectOne(result: any): void {
  if (result && typeof result === 'object' && CHANGED in result && result[CHANGED] === undefined) writeOut(result);
}
