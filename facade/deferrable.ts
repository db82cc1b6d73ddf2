import { exposeDefault } from './bridge/commonjs';
import { classToInvokable } from './utils/class-to-invokable';
import { offlineEngine } from './bridge/offline';
import type * as T from './types/deferrable';

export type * from './types/deferrable';

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

/** Checked when the transaction ends, unless told otherwise. */
export const INITIALLY_DEFERRED: T.InitiallyDeferredDeferrableStatic = classToInvokable(
  class INITIALLY_DEFERRED extends Declared {}
);

/** Checked at once; a transaction may defer it. */
export const INITIALLY_IMMEDIATE: T.InitiallyImmediateDeferrableStatic = classToInvokable(
  class INITIALLY_IMMEDIATE extends Declared {}
);

/** Always checked at once. */
export const NOT: T.NotDeferrableStatic = classToInvokable(class NOT extends Declared {});

/** Defers checks in a transaction, of all deferrable constraints or of the named ones. */
export const SET_DEFERRED = classToInvokable(
  class SET_DEFERRED extends Timing {
    constructor(public constraints?: string[]) {
      super();
    }

    override toSql(queryGenerator: DeferringQueryGenerator): string {
      return queryGenerator.setDeferredQuery(this.constraints);
    }
  }
) as unknown as T.SetDeferredDeferrableStatic;

/** Does checks in a transaction at once, of all deferrable constraints or of the named ones. */
export const SET_IMMEDIATE = classToInvokable(
  class SET_IMMEDIATE extends Timing {
    constructor(public constraints?: string[]) {
      super();
    }

    override toSql(queryGenerator: DeferringQueryGenerator): string {
      return queryGenerator.setImmediateQuery(this.constraints);
    }
  }
) as unknown as T.SetImmediateDeferrableStatic;

/**
 * When PostgreSQL checks a constraint. The first three are for declaring a reference (`references.deferrable`), the
 * others for a transaction (`options.deferrable`).
 */
export const Deferrable = { INITIALLY_DEFERRED, INITIALLY_IMMEDIATE, NOT, SET_DEFERRED, SET_IMMEDIATE };

/** One of these. */
export type Deferrable = T.Deferrable;

export default Deferrable;
exposeDefault(module, Deferrable);
