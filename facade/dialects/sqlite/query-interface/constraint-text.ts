/** Reading and removing constraints in the text of a `CREATE TABLE`: SQLite keeps them nowhere else. */
import * as Utils from '../../../utils';

export interface ConstraintText {
  constraintName: string;
  constraintType: string;
  updateAction?: string | null;
  deleteAction?: string | null;
  /** The whole `CREATE TABLE`. */
  sql: string;
  /** What stands in the parentheses after the kind, with them. */
  constraintCondition: string;
  referenceTableName?: string;
  referenceTableKeys?: string[];
}

const NESTED_PARENTHESES = '\\((?:[^)(]+|\\((?:[^)(]+|\\([^)(]*\\))*\\))*\\)';
const ACTION = '(CASCADE|SET NULL|RESTRICT|NO ACTION|SET DEFAULT)';

/** The named constraints of a table, as v6 reports them. */
export function constraintsIn(createTable: string): ConstraintText[] {
  let reference: Partial<ConstraintText> = {};
  return createTable
    .split('CONSTRAINT ')
    .slice(1)
    .map(text => {
      // v6: a constraint without REFERENCES repeats what the last foreign key before it referenced.
      if (text.includes('REFERENCES')) reference = referenceIn(text);
      const condition = new RegExp(NESTED_PARENTHESES).exec(text)?.[0] ?? '';
      const [name, kind] = text.replace(/\(.+\)/, '').split(' ');
      return {
        constraintName: Utils.removeTicks(name),
        constraintType: kind === 'PRIMARY' || kind === 'FOREIGN' ? `${kind} KEY` : kind,
        updateAction: reference.updateAction,
        deleteAction: reference.deleteAction,
        // SQLite gives back double quotes around the table's name after a rename.
        sql: createTable.replace(/"/g, '`'),
        constraintCondition: condition,
        referenceTableName: reference.referenceTableName,
        referenceTableKeys: reference.referenceTableKeys
      };
    });
}

function referenceIn(text: string): Partial<ConstraintText> {
  const [, table, ...rest] = new RegExp(`REFERENCES.+${NESTED_PARENTHESES}`).exec(text)?.[0].split(' ') ?? [];
  const keys = rest.join(' ').replace(/[()]/g, '');
  return {
    updateAction: new RegExp(`ON UPDATE ${ACTION}`).exec(text)?.[1] ?? null,
    deleteAction: new RegExp(`ON DELETE ${ACTION}`).exec(text)?.[1] ?? null,
    referenceTableName: table && Utils.removeTicks(table),
    referenceTableKeys: keys.split(', ').map(key => Utils.removeTicks(key))
  };
}

/** The `CREATE TABLE` of the constraint's table without it. */
export function withoutConstraint(queryGenerator: any, constraint: ConstraintText): string {
  const name = queryGenerator.quoteIdentifier(constraint.constraintName);
  let snippet = `, CONSTRAINT ${name} ${constraint.constraintType} ${constraint.constraintCondition}`;
  if (constraint.constraintType === 'FOREIGN KEY') {
    const keys = (constraint.referenceTableKeys ?? []).map(key => queryGenerator.quoteIdentifier(key)).join(', ');
    snippet += ` REFERENCES ${queryGenerator.quoteTable(constraint.referenceTableName)} (${keys})`;
    if (constraint.updateAction) snippet += ` ON UPDATE ${constraint.updateAction}`;
    if (constraint.deleteAction) snippet += ` ON DELETE ${constraint.deleteAction}`;
  }
  return `${constraint.sql.replace(snippet, () => '')};`;
}
