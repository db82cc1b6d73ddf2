/*
 * The text form of hstore values: `"key"=>"value"`. PostgreSQL manual F.17; texts as the pg-hstore package with
 * `sanitize` writes them, which v6 uses.
 */

/** @param data texts (also numbers and booleans) or nulls by key */
export function stringify(data: Record<string, any> | null): string | null {
  if (data === null) return null;
  const pairs = Object.keys(data).map(key => {
    const value = data[key];
    return `"${toText(key)}"=>${value === null ? 'NULL' : `"${toText(value)}"`}`;
  });
  return pairs.join(',');
}

/** Single quotes are doubled too: the text stands in a literal. v6 does so for bind parameters as well. */
function toText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value.replace(/'/g, "''").replace(/\\/g, '\\\\').replace(/"/g, '\\"');
    case 'boolean':
    case 'number':
    case 'object':
      return String(value);
    default:
      return '';
  }
}

/** A quoted text, maybe with escaped quotes and backslashes in it, or NULL. */
const token = /"(?:\\"|\\\\|[^])*?"|NULL/g;

export function parse(text: string | null): Record<string, string | null> | null {
  if (text === null) return null;
  const tokens = text.match(token) ?? [];
  const pairs: Array<[string, string | null]> = [];
  for (let i = 0; i + 1 < tokens.length; i += 2) {
    pairs.push([fromToken(tokens[i]), tokens[i + 1] === 'NULL' ? null : fromToken(tokens[i + 1])]);
  }
  return Object.fromEntries(pairs);
}

function fromToken(quoted: string): string {
  return quoted.replace(/^"|"$/g, '').replace(/\\"/g, '"').replace(/\\\\/g, '\\').replace(/''/g, "'");
}
