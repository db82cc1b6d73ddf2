import { OPERATOR_NAMES } from './generated/operators';
import { exposeDefault } from './bridge/commonjs';

/** The operators of a `where`, as symbols: user input that was parsed from JSON can never contain one. */
export interface OpTypes {
  /** `=` */
  readonly eq: unique symbol;
  /** `!=` */
  readonly ne: unique symbol;
  /** `>=` */
  readonly gte: unique symbol;
  /** `>` */
  readonly gt: unique symbol;
  /** `<=` */
  readonly lte: unique symbol;
  /** `<` */
  readonly lt: unique symbol;
  /** `IS NOT`, `NOT (…)` */
  readonly not: unique symbol;
  /** `IS` */
  readonly is: unique symbol;
  /** `IN`; an empty list matches nothing */
  readonly in: unique symbol;
  /** `NOT IN`; an empty list matches everything */
  readonly notIn: unique symbol;
  /** `LIKE` */
  readonly like: unique symbol;
  /** `NOT LIKE` */
  readonly notLike: unique symbol;
  /** `LIKE` without case (PostgreSQL) */
  readonly iLike: unique symbol;
  /** `NOT LIKE` without case (PostgreSQL) */
  readonly notILike: unique symbol;
  /** `LIKE 'text%'` */
  readonly startsWith: unique symbol;
  /** `LIKE '%text'` */
  readonly endsWith: unique symbol;
  /** `LIKE '%text%'` */
  readonly substring: unique symbol;
  /** matches a regular expression (MySQL, PostgreSQL) */
  readonly regexp: unique symbol;
  /** does not match a regular expression (MySQL, PostgreSQL) */
  readonly notRegexp: unique symbol;
  /** matches a regular expression without case (PostgreSQL) */
  readonly iRegexp: unique symbol;
  /** does not match a regular expression without case (PostgreSQL) */
  readonly notIRegexp: unique symbol;
  /** `BETWEEN a AND b` */
  readonly between: unique symbol;
  /** `NOT BETWEEN a AND b` */
  readonly notBetween: unique symbol;
  /** arrays or ranges share an element: `&&` (PostgreSQL) */
  readonly overlap: unique symbol;
  /** array, range or JSON contains: `@>` (PostgreSQL) */
  readonly contains: unique symbol;
  /** is contained in: `<@` (PostgreSQL) */
  readonly contained: unique symbol;
  /** ranges touch: `-|-` (PostgreSQL) */
  readonly adjacent: unique symbol;
  /** range lies left of: `<<` (PostgreSQL) */
  readonly strictLeft: unique symbol;
  /** range lies right of: `>>` (PostgreSQL) */
  readonly strictRight: unique symbol;
  /** range does not extend to the right of: `&<` (PostgreSQL) */
  readonly noExtendRight: unique symbol;
  /** range does not extend to the left of: `&>` (PostgreSQL) */
  readonly noExtendLeft: unique symbol;
  /** all conditions */
  readonly and: unique symbol;
  /** one of the conditions */
  readonly or: unique symbol;
  /** `ANY ARRAY[…]` (PostgreSQL) */
  readonly any: unique symbol;
  /** `ALL (…)` (PostgreSQL) */
  readonly all: unique symbol;
  /** `VALUES (…)`, inside `any` (PostgreSQL) */
  readonly values: unique symbol;
  /** compares with another column, given by name */
  readonly col: unique symbol;
  /** used inside Sequelize */
  readonly placeholder: unique symbol;
  /** used inside Sequelize */
  readonly join: unique symbol;
  /** full text search: `@@` (PostgreSQL) */
  readonly match: unique symbol;
}

/** All names, in v6's order. */
const NAMES: ReadonlyArray<keyof OpTypes> = OPERATOR_NAMES;

/** Registered symbols (`Symbol.for`), so that two copies of the package in one program understand each other. */
export const Op = Object.fromEntries(NAMES.map(name => [name, Symbol.for(name)])) as unknown as OpTypes;

export default Op;
exposeDefault(module, Op);
