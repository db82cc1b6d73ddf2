/** Types of conditions: the `where` and `having` options. Nothing here exists at run time. */
import type { Cast, Col, Fn, Json, Literal, Where } from '../expressions';
import type { Op } from '../operators';

type OneOrMany<T> = T | T[];

/** `[a, b]` and `Op.and` both mean AND; every level may be joined or negated. */
type Joined<T> = OneOrMany<
  T | { [Op.or]: OneOrMany<Joined<T>> } | { [Op.and]: OneOrMany<Joined<T>> } | { [Op.not]: Joined<T> }
>;

/** As {@link Joined}, where an array is a value and not AND. */
type JoinedValue<T> =
  T | { [Op.or]: OneOrMany<JoinedValue<T>> } | { [Op.and]: OneOrMany<JoinedValue<T>> } | { [Op.not]: JoinedValue<T> };

/** A condition on a model with these attributes. */
export type WhereOptions<TAttributes = any> = Joined<WhereAttributeHash<TAttributes> | Literal | Fn | Where | Json>;

/** Another column. */
export type ColumnReference = Col | { [Op.col]: string };

/** Expressions the database evaluates. `where()` is a boolean. */
type Expression<T> = Literal | ColumnReference | Fn | Cast | (T extends boolean ? Where : never);

type Primitive = boolean | string | number | Buffer | Date;

/** One end of a range; `inclusive` decides whether it belongs to it. */
type RangePart<T> = { value: T; inclusive: boolean };
type EmptyRange = [];

/** A range as it is read. */
export type Range<T> = readonly [lower: RangePart<T | number>, higher: RangePart<T | number>] | EmptyRange;

/** A range as it may be given; an open end is null or infinite. */
export type Rangable<T> =
  | readonly [lower: T | RangePart<T | number> | number | null, higher: T | RangePart<T | number> | number | null]
  | EmptyRange;

type Constant<T> =
  T extends Range<infer R>
    ? [lower: R | RangePart<R>, higher: R | RangePart<R>]
    : T extends any[]
      ? { readonly [Key in keyof T]: Constant<T[Key]> }
      : T extends null
        ? T | Primitive | null
        : T | Primitive;

type Operand<T> = Constant<T> | Expression<T>;

/** What cannot stand in an array constructor; `Op.values` takes it. */
type NotInArray = ColumnReference | Fn | Cast | null | Literal;

type OrAnyAll<T> =
  | T
  | { [Op.all]: Exclude<T, NotInArray>[] | Literal | { [Op.values]: Array<T | Expression<T>> } }
  | { [Op.any]: Exclude<T, NotInArray>[] | Literal | { [Op.values]: Array<T | Expression<T>> } };

type Equality<T> = OrAnyAll<Operand<T>>;
type Comparison<T> = OrAnyAll<Operand<NonNullable<T>>>;
type Pattern<T> = OrAnyAll<Operand<Extract<T, string>>>;
type Prefix<T> = Operand<Extract<T, string>>;
type Between<T> = [lowerInclusive: Operand<NonNullable<T>>, higherInclusive: Operand<NonNullable<T>>] | Literal;
type Membership<T> = ReadonlyArray<Operand<NonNullable<T>>> | Literal;
type Overlap<T> = OrAnyAll<
  (T extends Range<infer R> ? Rangable<R> : T extends any[] ? Constant<NonNullable<T>> : never) | Expression<T>
>;
type Contains<T> = (T extends Range<infer R> ? Operand<Operand<NonNullable<R>>> : never) | Overlap<T>;
type Contained<T> = T extends any[] ? Overlap<T> : OrAnyAll<Operand<Rangable<T>>>;
type Beside<T> = (T extends Range<infer R> ? Rangable<R> : never) | Expression<T>;

/** The operators an attribute of this type may be compared with. */
export interface WhereOperators<AttributeType = any> {
  [Op.eq]?: Equality<AttributeType>;
  [Op.ne]?: Equality<AttributeType>;
  [Op.is]?: Extract<AttributeType, null | boolean> | Literal;
  [Op.not]?: Equality<AttributeType>;
  [Op.gte]?: Comparison<AttributeType>;
  [Op.lte]?: Comparison<AttributeType>;
  [Op.lt]?: Comparison<AttributeType>;
  [Op.gt]?: Comparison<AttributeType>;
  [Op.between]?: Between<AttributeType>;
  [Op.notBetween]?: Between<AttributeType>;
  [Op.in]?: Membership<AttributeType>;
  [Op.notIn]?: Membership<AttributeType>;
  [Op.like]?: Pattern<AttributeType>;
  [Op.notLike]?: Pattern<AttributeType>;
  [Op.iLike]?: Pattern<AttributeType>;
  [Op.notILike]?: Pattern<AttributeType>;
  [Op.startsWith]?: Prefix<AttributeType>;
  [Op.endsWith]?: Prefix<AttributeType>;
  [Op.substring]?: Prefix<AttributeType>;
  [Op.regexp]?: Pattern<AttributeType>;
  [Op.notRegexp]?: Pattern<AttributeType>;
  [Op.iRegexp]?: Pattern<AttributeType>;
  [Op.notIRegexp]?: Pattern<AttributeType>;
  /** Text search (PostgreSQL). */
  [Op.match]?: OrAnyAll<Expression<AttributeType>>;
  /** `&&` of ranges and arrays (PostgreSQL). */
  [Op.overlap]?: Overlap<AttributeType>;
  [Op.contains]?: Contains<AttributeType>;
  [Op.contained]?: Contained<AttributeType>;
  [Op.strictLeft]?: Beside<AttributeType>;
  [Op.strictRight]?: Beside<AttributeType>;
  [Op.noExtendLeft]?: Beside<AttributeType>;
  [Op.noExtendRight]?: Beside<AttributeType>;
  [Op.adjacent]?: Beside<AttributeType>;
}

/** What an attribute is compared with: a value, a list (IN; for arrays a value), operators, or a JSON condition. */
export type WhereAttributeHashValue<AttributeType> =
  | JoinedValue<
      AttributeType extends any[]
        ? Equality<AttributeType> | WhereOperators<AttributeType>
        : Membership<AttributeType> | Equality<AttributeType> | WhereOperators<AttributeType>
    >
  | WhereAttributeHash<any>;

type Named<Name extends string> = Name | `$${Name}$`;
type JsonPath<Name extends string> = `${Named<Name>}.${string}`;
type NestedColumn = `$${string}.${string}$`;

/** `{ attribute: condition }`; keys may be JSON paths, casts (`a::text`) and nested columns (`$post.title$`). */
export type WhereAttributeHash<TAttributes = any> = {
  [Key in keyof TAttributes as Key extends string ? Named<Key> : never]?: WhereAttributeHashValue<TAttributes[Key]>;
} & {
  [
    Key in keyof TAttributes as Key extends string ? JsonPath<Key> | `${Named<Key> | JsonPath<Key>}::${string}` : never
  ]?: WhereAttributeHashValue<any>;
} & {
  [
    path:
      NestedColumn | `${NestedColumn}::${string}` | `${NestedColumn}.${string}` | `${NestedColumn}.${string}::${string}`
  ]: WhereAttributeHashValue<any>;
};

/** A value a condition may hold. */
export type WhereValue<TAttributes = any> =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Buffer
  | null
  | WhereAttributeHash<TAttributes>
  | Col
  | Fn
  | WhereGeometryOptions;

export interface WhereGeometryOptions {
  type: string;
  coordinates: readonly (number[] | number)[];
}

type LogicalOperand<TAttributes> =
  | WhereOptions<TAttributes>
  | readonly WhereOptions<TAttributes>[]
  | WhereValue<TAttributes>
  | readonly WhereValue<TAttributes>[];

export interface AnyOperator {
  [Op.any]: readonly (string | number | Date | Literal)[] | Literal;
}
export interface AllOperator {
  [Op.all]: readonly (string | number | Date | Literal)[] | Literal;
}
export interface OrOperator<TAttributes = any> {
  [Op.or]: LogicalOperand<TAttributes>;
}
export interface AndOperator<TAttributes = any> {
  [Op.and]: LogicalOperand<TAttributes>;
}
