/**
 * The two ways a `QueryInterface` method ends. Rows go through `Sequelize#_execute`, which compiles and runs in one
 * crossing; everything else is text made by the generator and handed to `Sequelize#query`, as in v6.
 */
import { isFace } from '../query-generator/faces';
import { lowerAliases } from '../query-generator/lower';

export interface Interface {
  sequelize: any;
  queryGenerator: any;
  [member: string]: any;
}

/**
 * Runs a statement the generator's `method` would write for `args`.
 * A method somebody has overridden is called, so that its text is what runs.
 */
export function execute(self: Interface, method: string, args: unknown[], options: any): Promise<any> {
  const { sequelize, queryGenerator } = self;
  if (!isFace(queryGenerator[method])) return sequelize.query(queryGenerator[method](...args), options);
  return sequelize._execute(method, lowerAliases(method, args, queryGenerator.OperatorsAliasMap), options);
}

/** Runs ready text; a method that has nothing to say for the dialect returns no text, then nothing happens. */
export async function runIfAny(self: Interface, sql: string | undefined | null, options: any): Promise<any> {
  if (!sql) return undefined;
  return self.sequelize.query(sql, options || {});
}

/**
 * Splits text at the semicolons between statements. One inside a quoted literal or name does not count
 * (v6 split there too, and sent two broken halves).
 */
export function splitStatements(sql: string): string[] {
  const parts = sql.match(/(?:'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|[^;'"`]|['"`])+/g) ?? [];
  return parts.filter(part => part.trim() !== '').map(part => `${part};`);
}
