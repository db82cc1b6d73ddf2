/**
 * Instances of a SELECT, sorted by the value of one attribute: what a `separate` include is put together from. Rows are
 * sorted in the engine, which sends each distinct value once and with every row the number of its value.
 */
import { buildFound, foundOptions, type FoundOptions } from '../model/instance/build';
import { instancePlan, type InstanceOptions } from './instances';
import { buildOptions } from './nested-rows';
import { keepCells, readBlock, type KnownShape, type RowPlan, type Slice } from './rows';

/** The option of a finder that asks for groups; nobody else can come upon it. */
export const GROUPS = Symbol('sequelize.groups');

/** Asks for groups, and holds them afterwards if the engine made any. */
export class RowGroups {
  private rows: any[] | undefined;
  private groups: any[][] = [];

  constructor(readonly attribute: string) {}

  fill(rows: any[], groups: any[][]): void {
    this.rows = rows;
    this.groups = groups;
  }

  /** The groups of what a finder gave, by the text of their value; nothing if it is not what was read. */
  of(rows: any[]): Map<string, any[]> | undefined {
    if (rows !== this.rows) return undefined;
    const lists = new Map<string, any[]>();
    for (const group of this.groups) {
      const text = String(group[0].get(this.attribute, { raw: true }));
      // values that JavaScript does not tell apart
      if (lists.has(text)) return undefined;
      lists.set(text, group);
    }
    return lists;
  }
}

/** Collects the slices of one result. */
export class GroupedRows {
  private readonly rows: any[] = [];
  /** By the number that the engine gave to their value. */
  private readonly groups: any[][] = [];
  private readonly plan: RowPlan;
  private readonly options: FoundOptions;
  private readonly model: any;

  /** `options` are those of the SELECT. */
  constructor(
    known: KnownShape,
    private readonly select: any,
    instances: InstanceOptions
  ) {
    const { model, attributes } = instances;
    this.model = model;
    this.plan = instancePlan(known, instances);
    this.options = select.hasJoin === true ? buildOptions(model, select, attributes) : foundOptions(model, attributes);
  }

  /** A slice has a block of new values, of which only the number counts, and one of rows. */
  read({ rows: count, cursor }: Slice): void {
    if (this.plan.runsForeignCode) keepCells(cursor);
    for (let left = count; left > 0;) {
      const level = cursor.words[cursor.word++];
      const size = cursor.words[cursor.word++];
      left -= size;
      if (level === 0) {
        for (let index = 0; index < size; index++) this.groups.push([]);
        continue;
      }
      const numbers = cursor.words.slice(cursor.word, (cursor.word += size));
      const rows: any[] = [];
      readBlock(cursor, size, this.plan, rows);
      this.build(rows, numbers);
    }
  }

  finish(): any[] {
    this.select[GROUPS].fill(this.rows, this.groups);
    return this.rows;
  }

  private build(rows: any[], numbers: Int32Array): void {
    for (let index = 0; index < rows.length; index++) {
      const instance = buildFound(this.model, rows[index], this.options);
      this.rows.push(instance);
      this.groups[numbers[index]! >>> 1]!.push(instance);
    }
  }
}
