import _ from '../packages/lodash';
import { Op } from '../operators';
import { Where } from '../expressions/where';
import { isPlainObject } from './plain';

const operators = new Set<symbol>(Object.values(Op));

/** The operator symbols among the keys of an object. */
export function getOperators(object: any): symbol[] {
  return Object.getOwnPropertySymbols(object).filter(key => operators.has(key));
}

/** All keys of an object: operators first, then names. */
export function getComplexKeys(object: any): Array<string | symbol> {
  const symbols = getOperators(object) as Array<string | symbol>;
  return symbols.concat(Object.keys(object));
}

/** How many keys an object has, operators included; of a list, its length. */
export function getComplexSize(object: any): number {
  return Array.isArray(object) ? object.length : getComplexKeys(object).length;
}

/** Whether a `where` says nothing. Nothing at all (null, undefined) is not empty. */
export function isWhereEmpty(object: any): boolean {
  return !!object && _.isEmpty(object) && getOperators(object).length === 0;
}

/** Whether a list in a `where` is a list of conditions, and not of replacements. */
export function canTreatArrayAsAnd(list: any[]): boolean {
  return list.some(item => isPlainObject(item) || item instanceof Where);
}

/** `$name$`: a key that means a column, maybe of an included model. */
export function isColString(value: unknown): boolean {
  return typeof value === 'string' && value[0] === '$' && value[value.length - 1] === '$';
}
