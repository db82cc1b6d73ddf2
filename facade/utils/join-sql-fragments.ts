import type { SQLFragment } from '../generic/sql-fragment';

/** A fragment is neither text nor a list nor nothing. */
export class JoinSQLFragmentsError extends TypeError {
  /** all fragments, in a row */
  args: SQLFragment[];

  /** the one that is wrong */
  fragment: any;

  constructor(args: SQLFragment[], fragment: any, message: string) {
    super(message);
    this.args = args;
    this.fragment = fragment;
    this.name = 'JoinSQLFragmentsError';
  }
}

/**
 * Joins pieces of SQL with one space between them, but none before `;` `,` `)` and none after `(`. Pieces are trimmed,
 * falsy and blank ones left out, lists joined by the same rule.
 *
 * @throws JoinSQLFragmentsError for anything else, so that `[object Object]` never gets into a statement
 */
export function joinSQLFragments(fragments: SQLFragment[]): string {
  const parts = fragments.filter(Boolean).map(part => (Array.isArray(part) ? joinSQLFragments(part) : part));
  let sql = '';
  let glue = '';
  for (const part of parts as string[]) {
    if (part && typeof part !== 'string') {
      throw new JoinSQLFragmentsError(
        parts,
        part,
        `Tried to construct a SQL string with a non-string, non-falsy fragment (${part}).`
      );
    }
    const text = part.trim();
    if (text === '') continue;
    sql += /^[;,)]/.test(text) ? text : glue + text;
    glue = text.endsWith('(') ? '' : ' ';
  }
  return sql;
}
