import type { Falsy } from './falsy';

/** A piece of SQL text for `joinSQLFragments`: text, nothing, or a list of pieces. */
export type SQLFragment = string | Falsy | SQLFragment[];

/** A piece that is certain to hold something. */
export type TruthySQLFragment = string | SQLFragment[];
