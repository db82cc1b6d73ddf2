/** The order in which the functions of a hook event run, as the engine plans it. */
import { addon } from './native';

/** Pairs of level and index for so many functions on each of the three levels. */
export function plannedHooks(own: number, instance: number, shared: number): number[] {
  return addon().hookPlan(own, instance, shared);
}
