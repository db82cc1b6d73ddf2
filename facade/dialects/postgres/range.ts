/*
 * The text form of ranges: `[1,5)`. PostgreSQL manual 8.17.5 (input and output).
 */

/** A range in JavaScript: two bounds, each a value or `{ value, inclusive }`; no bounds is the empty range. */
type Bounds = any[] & { inclusive?: boolean | boolean[] };

/**
 * @param range null, an empty list, or two bounds. `inclusive` on the list says for both, or for each, whether the
 * bound belongs to the range; without it the lower one does. Changes the list, as v6 does
 */
export function stringify(range: Bounds | null): string | null {
  if (range === null) return null;
  if (!Array.isArray(range)) throw new Error('range must be an array');
  if (range.length === 0) return 'empty';
  if (range.length !== 2) throw new Error('range array length must be 0 (empty) or 2 (lower and upper bounds)');

  const inclusive = whichInclusive(range);
  range.inclusive = inclusive;
  range.forEach((bound, index) => {
    if (typeof bound !== 'object' || bound === null) return;
    if (Object.hasOwn(bound, 'inclusive')) inclusive[index] = !!bound.inclusive;
    if (Object.hasOwn(bound, 'value')) range[index] = bound.value;
  });
  const [lower, upper] = range.map(stringifyBound);
  return `${inclusive[0] ? '[' : '('}${lower},${upper}${inclusive[1] ? ']' : ')'}`;
}

function whichInclusive(range: Bounds): boolean[] {
  const given = Object.hasOwn(range, 'inclusive') ? range.inclusive : undefined;
  if (Array.isArray(given)) return given;
  if (given === true) return [true, true];
  return given === false ? [false, false] : [true, false];
}

function stringifyBound(bound: unknown): string {
  if (bound === null) return '';
  if (bound === Infinity || bound === -Infinity) return String(bound).toLowerCase();
  return JSON.stringify(bound);
}

/** @param parse reads one bound. Missing bounds are null, infinite ones numbers; a text without bounds stays a text */
export function parse(text: string | null, parse: (bound: string) => any): any {
  if (text === null) return null;
  if (text === 'empty') return [];
  const bounds = text.substring(1, text.length - 1).split(',', 2);
  if (bounds.length !== 2) return text;
  const inclusive = [text[0] === '[', text[text.length - 1] === ']'];
  return bounds.map((bound, index) => ({ value: parseBound(bound, parse), inclusive: inclusive[index] }));
}

function parseBound(bound: string, parse: (bound: string) => any): any {
  if (!bound) return null;
  if (bound === 'infinity') return Infinity;
  if (bound === '-infinity') return -Infinity;
  return parse(bound);
}
