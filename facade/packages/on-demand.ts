/**
 * Packages that most programs need late or never (the table of time zones alone takes longer to load than the rest of
 * the facade): each is loaded when it is first asked for.
 */
/* eslint-disable @typescript-eslint/no-require-imports -- an import would load at once */

export const lodash = (): typeof import('lodash') => require('lodash');
export const moment = (): typeof import('moment') => require('moment');
export const momentWithZones = (): typeof import('moment-timezone') => require('moment-timezone');
export const wkx = (): typeof import('wkx') => require('wkx');
export const semver = (): typeof import('semver') => require('semver');
export const uuid = (): typeof import('uuid') => require('uuid');
export const nodeAssert = (): typeof import('node:assert') => require('node:assert');
export const debug = (): typeof import('debug') => require('debug');

/** Paths like `a.b.c`, as v6 reads them; missing objects are made. */
interface Dottie {
  get(target: any, path: string): any;
  set(target: any, path: string, value: unknown): void;
  transform(row: object): any;
}
export const dottie = (): Dottie => require('dottie');

/** The one of the package, not the one that `useInflection` chose. */
export const inflection = (): any => require('inflection');

/** The `validator` package with v6's additions. */
export const validator = (): (typeof import('../utils/validator-extras'))['validator'] =>
  require('../utils/validator-extras').validator;

/** Comparing models with a database, and drawing them: for development. */
export const diff = (): typeof import('../diff') => require('../diff');
export const erd = (): typeof import('../erd') => require('../erd');
