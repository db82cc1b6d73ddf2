import { exposeDefault } from './bridge/commonjs';
import { classToInvokable } from './utils/class-to-invokable';
import { offlineEngine } from './bridge/offline';

/** What a deferred or immediate constraint needs of a query generator. */
interface DeferringQueryGenerator {
  setDeferredQuery(constraints?: string[]): string;
  setImmediateQuery(constraints?: string[]): string;
}

/** When a constraint is checked. `toString()` gives its SQL text, also on the class itself. */
abstract class Timing {
  /** `new`s the class it is called on; classes are used in place of instances. */
  static toString(this: any, ...args: unknown[]): string {
    return new this().toString(...args);
  }

  toString(...args: unknown[]): string {
    return this.toSql(...(args as [DeferringQueryGenerator]));
  }

  toSql(_queryGenerator?: DeferringQueryGenerator): string {
    throw new Error('toSql implementation missing');
  }
}

/** The three timings a constraint can be declared with; their text is written by the engine. */
abstract class Declared extends Timing {
  override toSql(): string {
    return offlineEngine('postgres').compile('deferrableToSql', [this.constructor.name]) as string;
  }
}

class INITIALLY_DEFERRED extends Declared {}

class INITIALLY_IMMEDIATE extends Declared {}

class NOT extends Declared {}

class SET_DEFERRED extends Timing {
  constraints?: string[];

  constructor(constraints?: string[]) {
    super();
    this.constraints = constraints;
  }

  override toSql(queryGenerator: DeferringQueryGenerator): string {
    return queryGenerator.setDeferredQuery(this.constraints);
  }
}

class SET_IMMEDIATE extends Timing {
  constraints?: string[];

  constructor(constraints?: string[]) {
    super();
    this.constraints = constraints;
  }

  override toSql(queryGenerator: DeferringQueryGenerator): string {
    return queryGenerator.setImmediateQuery(this.constraints);
  }
}

/**
 * When PostgreSQL checks a constraint. `INITIALLY_DEFERRED`, `INITIALLY_IMMEDIATE` and `NOT` are for declaring a
 * reference (`references.deferrable`); `SET_DEFERRED` and `SET_IMMEDIATE` are for a transaction (`options.deferrable`)
 * and take the names of the constraints, all of them without names.
 */
export const Deferrable = {
  INITIALLY_DEFERRED: classToInvokable(INITIALLY_DEFERRED),
  INITIALLY_IMMEDIATE: classToInvokable(INITIALLY_IMMEDIATE),
  NOT: classToInvokable(NOT),
  SET_DEFERRED: classToInvokable(SET_DEFERRED),
  SET_IMMEDIATE: classToInvokable(SET_IMMEDIATE)
};

export default Deferrable;
exposeDefault(module, Deferrable);
