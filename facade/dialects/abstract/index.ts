/** What all dialects have in common: v6's members of a dialect object. */
import { exposeDefault } from '../../bridge/commonjs';
import { DataTypes } from '../../data-types';
import { abstractSupports, type Supports } from './supports';

export class AbstractDialect {
  [member: string]: any;

  declare supports: Supports;
  declare sequelize: any;
  declare connectionManager: any;
  declare queryGenerator: any;
  declare queryInterface: any;

  /** Whether a backslash inside a string literal escapes the next character. */
  canBackslashEscape(): boolean {
    return false;
  }
}

AbstractDialect.prototype.supports = abstractSupports;

/** What a dialect can do. */
export type DialectSupports = Supports;

export interface DialectDescription {
  name: string;
  supports: Supports;
  /** The oldest server version that is supported; used when the real one cannot be read. */
  defaultVersion: string;
  /** The quote of identifiers as v6 names it, then the opening and the closing one. */
  ticks: [any: string, left: string, right: string];
  Query: unknown;
}

/** Puts the facts of a dialect on its prototype, where v6 has them and where tests stub them. */
export function describeDialect(prototype: any, { ticks, ...facts }: DialectDescription): void {
  Object.assign(prototype, facts, { TICK_CHAR: ticks[0], TICK_CHAR_LEFT: ticks[1], TICK_CHAR_RIGHT: ticks[2] });
  // A getter, because the type classes and the dialects load each other.
  Object.defineProperty(prototype, 'DataTypes', {
    get: () => (DataTypes as any)[facts.name],
    configurable: true,
    enumerable: true
  });
}

export default AbstractDialect;
exposeDefault(module, AbstractDialect);
