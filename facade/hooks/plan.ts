/**
 * In which order the functions of an event run: those of the model (or of the Sequelize instance, for its own
 * events), then those of the one instance concerned, then those registered on the Sequelize instance for all models.
 * The engine plans it; plans are kept, so that an event costs no call.
 */

import { plannedHooks } from '../bridge/hooks';

/** Where a step's function is registered. */
export const enum Level {
  Own = 0,
  Instance = 1,
  Shared = 2
}

/** One function to run: the `index`th of its level. */
export interface PlanStep {
  readonly level: Level;
  readonly index: number;
}

const plans = new Map<string, readonly PlanStep[]>();

/** The ordered steps for lists of these lengths. Equal lengths give the same plan object. */
export function hookPlan(own: number, instance: number, shared: number): readonly PlanStep[] {
  if (own === 0 && instance === 0 && shared === 0) return NOTHING;
  const key = `${own},${instance},${shared}`;
  let plan = plans.get(key);
  if (!plan) {
    const pairs = plannedHooks(own, instance, shared);
    plan = Array.from({ length: pairs.length / 2 }, (_, step) => ({
      level: pairs[2 * step],
      index: pairs[2 * step + 1]
    }));
    plans.set(key, plan);
  }
  return plan;
}

const NOTHING: readonly PlanStep[] = [];
