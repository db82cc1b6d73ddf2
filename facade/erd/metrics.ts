/** Sizes. Widths of letters are estimated for the widest of the usual sans-serif fonts, so that text fits in all. */
import type { DiagramTable } from './diagram';

/** The height of a line of text; the table's name has one and a quarter. */
export const ROW = 24;
export const HEADER = ROW * 1.25;
export const PADDING = 12;
/** The column of `PK` and `FK`. */
export const BADGES = 62;
const BETWEEN = 24;
const FONT = 13;

export function textWidth(text: string, size = FONT): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter);
  return width * size;
}

function letterWidth(letter: string): number {
  if ("iljI.,:;'|!".includes(letter)) return 0.33;
  if ('frt()[]- '.includes(letter)) return 0.42;
  if ('mwMW@'.includes(letter)) return 0.98;
  if (letter >= 'A' && letter <= 'Z') return 0.73;
  return letter.charCodeAt(0) > 0x2e80 ? 1 : 0.64;
}

/** Where the types begin, from the left. */
export function typeOffset(table: DiagramTable): number {
  return BADGES + Math.max(0, ...table.columns.map(column => textWidth(column.name))) + BETWEEN;
}

export function tableSize(table: DiagramTable): { width: number; height: number } {
  const types = Math.max(0, ...table.columns.map(column => textWidth(`${column.type} *`, FONT - 1)));
  const width = Math.max(typeOffset(table) + types + PADDING, textWidth(table.name, 15) * 1.08 + 2 * PADDING, 150);
  return { width: Math.ceil(width), height: HEADER + ROW * table.columns.length + 6 };
}
