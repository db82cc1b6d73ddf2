/** Tables as a diff sees them: the same description for what a database has and for what models ask for. */

export interface TableSchema {
  name: string;
  columns: ColumnSchema[];
  primaryKey: string[];
  /** Unique constraints; on SQLite, which has no names for them, those over several columns. */
  uniques: UniqueSchema[];
  indexes: IndexSchema[];
}

export interface ColumnSchema {
  name: string;
  /** As the database writes it. */
  type: string;
  allowNull: boolean;
  /** SQL text; `null`: none. */
  defaultValue: string | null;
  autoIncrement: boolean;
  /** A unique constraint of this column alone. */
  unique: boolean;
  references: Reference | null;
  /** Values of an ENUM, as far as they are known. They are compared only where the type says them. */
  values?: string[];
}

export interface Reference {
  table: string;
  column: string;
  onDelete: string;
  onUpdate: string;
}

export interface UniqueSchema {
  name?: string;
  fields: string[];
}

export interface IndexSchema {
  name: string;
  unique: boolean;
  fields: string[];
  /** What the fields do not say (order, condition, expression): the statement that makes it. */
  sql?: string;
}

/** One step from a database to its models. Each can be taken back. */
export type Operation =
  | { kind: 'createTable' | 'dropTable'; table: TableSchema }
  | { kind: 'addColumn' | 'removeColumn'; table: string; column: ColumnSchema }
  | { kind: 'changeColumn'; table: string; before: ColumnSchema; after: ColumnSchema }
  | { kind: 'addUnique' | 'removeUnique'; table: string; unique: UniqueSchema }
  | { kind: 'addIndex' | 'removeIndex'; table: string; index: IndexSchema };

export function findNamed<T extends { name: string }>(list: T[], name: string): T | undefined {
  return list.find(one => one.name === name);
}

/** Tables to be filled by rows of a catalogue. */
export function emptyTables(): { tables: TableSchema[]; of: (name: string) => TableSchema } {
  const tables: TableSchema[] = [];
  const of = (name: string) => {
    let table = findNamed(tables, name);
    if (!table) tables.push((table = { name, columns: [], primaryKey: [], uniques: [], indexes: [] }));
    return table;
  };
  return { tables, of };
}
