/**
 * The first byte of every value that crosses the border in a request. Mirrors `src/convert/tags.rs`.
 * Lengths and counts are unsigned 32-bit, numbers 64-bit floats, all little-endian.
 */
export const Tag = {
  undefined: 0,
  null: 1,
  true: 2,
  false: 3,
  /** int32 */
  int: 4,
  /** float64 */
  number: 5,
  /** length in bytes, UTF-8 */
  text: 6,
  /** length in units, UTF-16: strings with lone surrogates */
  utf16: 7,
  /** as text: decimal digits */
  bigint: 8,
  /** float64: milliseconds since the epoch */
  date: 9,
  /** length, bytes */
  bytes: 10,
  /** count, items */
  array: 11,
  /** count, then per property: key (a `text` or `op` value), value */
  object: 12,
  /** byte: position in `Op` */
  op: 13,
  /** text, array */
  fn: 14,
  /** value */
  col: 15,
  /** value */
  literal: 16,
  /** value, text, bool */
  cast: 17,
  /** conditions, path, value */
  json: 18,
  /** attribute, comparator, logic */
  where: 19,
  /** uint32: registered model */
  model: 20,
  /** uint32: the `rawAttributes` of a registered model */
  attributes: 21,
  /** key as text, description as object */
  dataType: 22,
  /** type name as text, `String(value)` as text */
  opaque: 23,
  /** description as object: a model that is not registered */
  inlineModel: 24,
  /** one byte of length, then ASCII: the usual string */
  shortText: 25,
  /** count, names as texts, count of rows, then the cells row by row; rows lack what is undefined */
  table: 26,
  /** uint32, then the value: one that may have a place in a template (see `templates.ts`) */
  marked: 27
} as const;
