/** Finds the steps from one set of tables to another, in an order in which references always hold, and inverts them. */
import {
  findNamed,
  type ColumnSchema,
  type IndexSchema,
  type Operation,
  type TableSchema,
  type UniqueSchema
} from './schema';

/** The steps that make `before` look like `after`. */
export function compare(before: TableSchema[], after: TableSchema[]): Operation[] {
  const created = after.filter(table => !findNamed(before, table.name));
  const dropped = before.filter(table => !findNamed(after, table.name));
  const both = after.flatMap(table => {
    const old = findNamed(before, table.name);
    return old ? [{ old, table }] : [];
  });
  both.forEach(({ old, table }) => refuseOtherKey(old, table));
  const each = (work: (old: TableSchema, table: TableSchema) => Operation[]) =>
    both.flatMap(({ old, table }) => work(old, table));
  return [
    ...each((old, table) => indexes('removeIndex', table.name, old.indexes, table.indexes)),
    ...each((old, table) => uniques('removeUnique', table.name, old.uniques, table.uniques)),
    ...byReference(created).map(table => ({ kind: 'createTable', table }) as Operation),
    ...each((old, table) => columns('addColumn', table.name, table.columns, old.columns)),
    ...each(changes),
    ...each((old, table) => columns('removeColumn', table.name, old.columns, table.columns)),
    ...each((old, table) => uniques('addUnique', table.name, table.uniques, old.uniques)),
    ...each((old, table) => indexes('addIndex', table.name, table.indexes, old.indexes)),
    ...byReference(dropped)
      .reverse()
      .map(table => ({ kind: 'dropTable', table }) as Operation)
  ];
}

/** What takes the steps back, the last first. */
export function invert(operations: Operation[]): Operation[] {
  return operations.map(inverse).reverse();
}

const OPPOSITE = {
  createTable: 'dropTable',
  dropTable: 'createTable',
  addColumn: 'removeColumn',
  removeColumn: 'addColumn',
  addUnique: 'removeUnique',
  removeUnique: 'addUnique',
  addIndex: 'removeIndex',
  removeIndex: 'addIndex'
} as const;

function inverse(operation: Operation): Operation {
  if (operation.kind === 'changeColumn') return { ...operation, before: operation.after, after: operation.before };
  return { ...operation, kind: OPPOSITE[operation.kind] } as Operation;
}

function refuseOtherKey(old: TableSchema, table: TableSchema): void {
  const [before, after] = [old, table].map(one => [...one.primaryKey].sort().join(', '));
  if (before === after) return;
  throw new Error(
    `The primary key of "${table.name}" is (${before}) in the database and (${after}) in the model. ` +
      'A diff does not change primary keys: write that migration by hand.'
  );
}

function columns(
  kind: 'addColumn' | 'removeColumn',
  table: string,
  these: ColumnSchema[],
  those: ColumnSchema[]
): Operation[] {
  return these.filter(column => !findNamed(those, column.name)).map(column => ({ kind, table, column }));
}

function changes(old: TableSchema, table: TableSchema): Operation[] {
  return table.columns.flatMap(after => {
    const before = findNamed(old.columns, after.name);
    if (!before || factsOf(before) === factsOf(after)) return [];
    return [{ kind: 'changeColumn' as const, table: table.name, before, after }];
  });
}

function factsOf({ values: _, ...facts }: ColumnSchema): string {
  return JSON.stringify(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function uniques(
  kind: 'addUnique' | 'removeUnique',
  table: string,
  these: UniqueSchema[],
  those: UniqueSchema[]
): Operation[] {
  const known = new Set(those.map(unique => JSON.stringify(unique)));
  return these.filter(unique => !known.has(JSON.stringify(unique))).map(unique => ({ kind, table, unique }));
}

/** An index that is another one now is removed and added. */
function indexes(
  kind: 'addIndex' | 'removeIndex',
  table: string,
  these: IndexSchema[],
  those: IndexSchema[]
): Operation[] {
  const known = new Set(those.map(index => JSON.stringify(index)));
  return these.filter(index => !known.has(JSON.stringify(index))).map(index => ({ kind, table, index }));
}

/** Tables after those they refer to; among tables that refer to each other, as they come. */
function byReference(tables: TableSchema[]): TableSchema[] {
  const sorted: TableSchema[] = [];
  const visited = new Set<string>();
  const visit = (table: TableSchema) => {
    if (visited.has(table.name)) return;
    visited.add(table.name);
    for (const { references } of table.columns) {
      const other = references && findNamed(tables, references.table);
      if (other) visit(other);
    }
    sorted.push(table);
  };
  tables.forEach(visit);
  return sorted;
}
