/**
 * In which order the functions of an event run: those of the model (or of the Sequelize instance, for its own
 * events), then those of the one instance concerned, then those registered on the Sequelize instance for all models.
 */

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
  const key = `${own},${instance},${shared}`;
  let plan = plans.get(key);
  if (!plan) {
    plan = [...steps(Level.Own, own), ...steps(Level.Instance, instance), ...steps(Level.Shared, shared)];
    plans.set(key, plan);
  }
  return plan;
}

function steps(level: Level, count: number): PlanStep[] {
  return Array.from({ length: count }, (_, index) => ({ level, index }));
}
