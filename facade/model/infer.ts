/** Types that read a model class's declared fields as attributes. */
import type { Model } from '../model';

/** `K` may be left out of `T`. */
export type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/** Names of properties that accept null or undefined. */
export type NullishPropertiesOf<T> = {
  [P in keyof T]-?: undefined extends T[P] ? P : null extends T[P] ? P : never;
}[keyof T];

/** Properties that accept null or undefined may be left out. Distributes over unions. */
export type MakeNullishOptional<T extends object> = T extends any ? Optional<T, NullishPropertiesOf<T>> : never;

export type AnyFunction = (...args: any[]) => any;

declare const _NonAttributeBrand: unique symbol;
declare const _CreationAttributeBrand: unique symbol;
declare const _ForeignKeyBrand: unique symbol;

/** Null and undefined cannot carry a brand. */
type Branded<T, Brand extends symbol> = T extends null | undefined ? T : T & { [Key in Brand]?: true };
type HasBrand<T, Brand extends symbol> = keyof NonNullable<T> extends keyof Omit<NonNullable<T>, Brand> ? false : true;

/** A field of the class that is not an attribute: an association, a getter. */
export type NonAttribute<T> = Branded<T, typeof _NonAttributeBrand>;
/** An attribute that need not be given at creation: generated, or with a default. */
export type CreationOptional<T> = Branded<T, typeof _CreationAttributeBrand>;
/** An attribute that an association adds: `init` need not define it. */
export type ForeignKey<T> = Branded<T, typeof _ForeignKeyBrand>;

type ForeignKeysOf<T> = {
  [Key in keyof T]-?: HasBrand<T[Key], typeof _ForeignKeyBrand> extends true ? Key : never;
}[keyof T];

/** The attributes `init` has to define: foreign keys may be missing. */
export type DefinableAttributes<T> = Optional<T, ForeignKeysOf<T>>;

interface InferOptions<Omitted> {
  omit?: Omitted;
}

type AttributeKey<M extends Model, Key extends keyof M, Omitted> = Key extends keyof Model
  ? never
  : M[Key] extends AnyFunction
    ? never
    : HasBrand<M[Key], typeof _NonAttributeBrand> extends true
      ? never
      : Key extends Omitted
        ? never
        : Key;

/** All fields a model class declares, except methods, `NonAttribute`s and those in `omit`. */
export type InferAttributes<M extends Model, Options extends InferOptions<keyof M | never | ''> = { omit: never }> = {
  [Key in keyof M as AttributeKey<M, Key, Options['omit']>]: M[Key];
};

/** As {@link InferAttributes}; `CreationOptional` ones may be left out. */
export type InferCreationAttributes<
  M extends Model,
  Options extends InferOptions<keyof M | never | ''> = { omit: never }
> = {
  [Key in keyof M as AttributeKey<M, Key, Options['omit']>]: HasBrand<
    M[Key],
    typeof _CreationAttributeBrand
  > extends true
    ? M[Key] | undefined
    : M[Key];
};
