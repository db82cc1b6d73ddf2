/**
 * The rows of a bulk insert without an object for each: the records' own values, and which of them go to which column.
 * It crosses as names and cells. What it stands for is `toObjects()`, which is what everybody but the compiler gets.
 */
export class RowTable {
  private constructor(
    /** Names of the columns, and under the same index of the property of a record that goes there. */
    readonly columns: readonly string[],
    readonly names: readonly string[],
    readonly records: readonly any[]
  ) {}

  /** Undefined if objects would say something else: properties that coincide, or that JavaScript puts in another order. */
  static of(columns: readonly string[], names: readonly string[], records: readonly any[]): RowTable | undefined {
    const isTold = columns.length > 0 && new Set(columns).size === columns.length && columns.every(keepsItsPlace);
    return isTold ? new RowTable(columns, names, records) : undefined;
  }

  /** An object per row, by column; values that are undefined drop out. */
  toObjects(): any[] {
    return this.records.map(record => {
      const row: any = {};
      for (let index = 0; index < this.columns.length; index++) {
        const value = record[this.names[index]!];
        if (value !== undefined) row[this.columns[index]!] = value;
      }
      return row;
    });
  }
}

/** Properties that look like indexes come first in an object, and one is no property at all. */
function keepsItsPlace(column: string): boolean {
  return column !== '__proto__' && !/^\d+$/.test(column);
}
