/** Types of `Deferrable`. Nothing here exists at run time. */

/** When a constraint is checked. */
export interface Deferrable {
  toString(): string;
  toSql(): string;
}

export interface AbstractDeferrableStatic {
  new (): Deferrable;
  (): Deferrable;
}

export interface InitiallyDeferredDeferrable extends Deferrable {}
export interface InitiallyDeferredDeferrableStatic extends AbstractDeferrableStatic {
  new (): InitiallyDeferredDeferrable;
  (): InitiallyDeferredDeferrable;
}

export interface InitiallyImmediateDeferrable extends Deferrable {}
export interface InitiallyImmediateDeferrableStatic extends AbstractDeferrableStatic {
  new (): InitiallyImmediateDeferrable;
  (): InitiallyImmediateDeferrable;
}

export interface NotDeferrable extends Deferrable {}
export interface NotDeferrableStatic extends AbstractDeferrableStatic {
  new (): NotDeferrable;
  (): NotDeferrable;
}

export interface SetDeferredDeferrable extends Deferrable {}
export interface SetDeferredDeferrableStatic extends AbstractDeferrableStatic {
  new (constraints: string[]): SetDeferredDeferrable;
  (constraints: string[]): SetDeferredDeferrable;
}

export interface SetImmediateDeferrable extends Deferrable {}
export interface SetImmediateDeferrableStatic extends AbstractDeferrableStatic {
  new (constraints: string[]): SetImmediateDeferrable;
  (constraints: string[]): SetImmediateDeferrable;
}
