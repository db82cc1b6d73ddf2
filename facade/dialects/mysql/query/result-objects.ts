/** The objects in which mysql2 and mariadb's connector tell what a statement did. */
import type { ServerOutcome } from '../../../bridge/server-results';
import type { Shape } from '../../../bridge/rows';

/** Figures of a statement without rows, as the driver gives them. */
export interface Okay {
  affectedRows: number;
  insertId: number;
  info: string;
  serverStatus: number;
  warningStatus: number;
}

/** Of every result in order: how many rows, or the figures. */
export interface Told {
  sets: (number | Okay)[];
  warningStatus: number;
}

/** mysql2's answer to a statement without rows. */
export class ResultSetHeader {
  fieldCount = 0;
  affectedRows: number;
  insertId: number;
  info: string;
  serverStatus: number;
  warningStatus: number;
  declare changedRows?: number;

  constructor({ affectedRows, insertId, info, serverStatus, warningStatus }: Okay) {
    this.affectedRows = affectedRows;
    this.insertId = insertId;
    this.info = info;
    this.serverStatus = serverStatus;
    this.warningStatus = warningStatus;
    const changed = /\schanged:\s*(\d+)/i.exec(info);
    if (changed) this.changedRows = Number(changed[1]);
  }
}

/** The connector's. */
export class OkPacket {
  affectedRows: number;
  insertId: number;
  warningStatus: number;

  constructor({ affectedRows, insertId, warningStatus }: Okay) {
    this.affectedRows = affectedRows;
    this.insertId = insertId;
    this.warningStatus = warningStatus;
  }
}

/** One result is itself, several are a list. */
export function resultOf(dialect: 'mysql' | 'mariadb', told: Told, { rows }: ServerOutcome): any {
  const Figures = dialect === 'mysql' ? ResultSetHeader : OkPacket;
  let from = 0;
  const results = told.sets.map(set => {
    if (typeof set !== 'number') return new Figures(set);
    from += set;
    return told.sets.length === 1 ? rows : rows.slice(from - set, from);
  });
  return results.length === 1 ? results[0] : results;
}

/** A column as the connector describes it. */
export class ColumnDefinition {
  constructor(
    private readonly names: { name: string; origin: string; table: string },
    readonly type: string
  ) {}

  name(): string {
    return this.names.name;
  }

  orgName(): string {
    return this.names.origin;
  }

  table(): string {
    return this.names.table;
  }

  orgTable(): string {
    return this.names.table;
  }
}

export function columnsOf({ names, origins, tables, types }: Shape): ColumnDefinition[] {
  return names.map(
    (name, index) => new ColumnDefinition({ name, origin: origins[index], table: tables[index] }, types[index])
  );
}
