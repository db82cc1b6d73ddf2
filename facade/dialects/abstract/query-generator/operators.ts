/**
 * What the operator symbols look like in SQL, and the deprecated string aliases for them.
 * v6 mixes this object into `QueryGenerator.prototype`; so do we, because plug-ins read `OperatorMap`.
 */
import _ from '../../../packages/lodash';
import { exposeDefault } from '../../../bridge/commonjs';
import { Op } from '../../../operators';

type Aliases = Record<string, symbol>;
type OperatorHolder = { OperatorsAliasMap: Aliases | false };

/** Symbol to SQL. Only for reading: the compiler has its own table, so changing an entry changes no statement. */
export const OperatorMap: Record<symbol, string> = {
  [Op.eq]: '=',
  [Op.ne]: '!=',
  [Op.gte]: '>=',
  [Op.gt]: '>',
  [Op.lte]: '<=',
  [Op.lt]: '<',
  [Op.not]: 'IS NOT',
  [Op.is]: 'IS',
  [Op.in]: 'IN',
  [Op.notIn]: 'NOT IN',
  [Op.like]: 'LIKE',
  [Op.notLike]: 'NOT LIKE',
  [Op.iLike]: 'ILIKE',
  [Op.notILike]: 'NOT ILIKE',
  [Op.startsWith]: 'LIKE',
  [Op.endsWith]: 'LIKE',
  [Op.substring]: 'LIKE',
  [Op.regexp]: '~',
  [Op.notRegexp]: '!~',
  [Op.iRegexp]: '~*',
  [Op.notIRegexp]: '!~*',
  [Op.between]: 'BETWEEN',
  [Op.notBetween]: 'NOT BETWEEN',
  [Op.overlap]: '&&',
  [Op.contains]: '@>',
  [Op.contained]: '<@',
  [Op.adjacent]: '-|-',
  [Op.strictLeft]: '<<',
  [Op.strictRight]: '>>',
  [Op.noExtendRight]: '&<',
  [Op.noExtendLeft]: '&>',
  [Op.any]: 'ANY',
  [Op.all]: 'ALL',
  [Op.and]: ' AND ',
  [Op.or]: ' OR ',
  [Op.col]: 'COL',
  [Op.placeholder]: '$$PLACEHOLDER$$',
  [Op.match]: '@@'
};

/** Sets the aliases of one generator; nothing, or an empty object, turns them off. */
export function setOperatorsAliases(this: OperatorHolder, aliases?: Aliases): void {
  this.OperatorsAliasMap = !aliases || _.isEmpty(aliases) ? false : { ...aliases };
}

/** A copy of `where` in which every alias, at any depth of plain objects, has become its symbol. */
export function _replaceAliases(this: OperatorHolder, where: any): any {
  return this.OperatorsAliasMap ? replaceIn(where, this.OperatorsAliasMap) : where;
}

/** As `_replaceAliases`, and also inside arrays: the compiler takes a whole `where` at once. */
export function replaceEverywhere(value: any, aliases: Aliases): any {
  if (Array.isArray(value)) return value.map(item => replaceEverywhere(item, aliases));
  return _.isPlainObject(value) ? replaceIn(value, aliases, replaceEverywhere) : value;
}

function replaceIn(where: any, aliases: Aliases, inner = replaceInPlain): any {
  const replaced: Record<PropertyKey, unknown> = {};
  for (const operator of Object.getOwnPropertySymbols(where)) replaced[operator] = inner(where[operator], aliases);
  for (const [name, item] of Object.entries(where)) {
    const key = Object.hasOwn(aliases, name) ? aliases[name] : name;
    Object.defineProperty(replaced, key, {
      value: inner(item, aliases),
      enumerable: true,
      writable: true,
      configurable: true
    });
  }
  return replaced;
}

function replaceInPlain(value: any, aliases: Aliases): any {
  return _.isPlainObject(value) ? replaceIn(value, aliases) : value;
}

export const OperatorHelpers = {
  OperatorMap,
  OperatorsAliasMap: {} as Aliases | false,
  setOperatorsAliases,
  _replaceAliases
};

export default OperatorHelpers;
exposeDefault(module, OperatorHelpers);
