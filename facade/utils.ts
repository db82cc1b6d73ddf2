/*
 * v6's `sequelize/lib/utils` and `Sequelize.Utils`: re-exports, and the two old ways to fill in replacements.
 */
import { exposeDefault } from './bridge/commonjs';
import * as SqlString from './sql-string';

export type * from './types/utils';

/** What is asked of a dialect here: v6 passes its name. */
type DialectName = string;

/** @deprecated use the option `replacements`. Fills `?`; the first item is the SQL, the others are the values. */
export function format(list: [string, ...unknown[]], dialect: DialectName): string {
  return SqlString.format(list[0], list.slice(1), null, dialect);
}

/** @deprecated use the option `replacements`. Fills `:name`. */
export function formatNamedParameters(sql: string, values: Record<string, unknown>, dialect: DialectName): string {
  return SqlString.formatNamedParameters(sql, values, null, dialect);
}

export { classToInvokable } from './utils/class-to-invokable';
export { joinSQLFragments } from './utils/join-sql-fragments';
export {
  camelize,
  camelizeIf,
  camelizeObjectKeys,
  pluralize,
  singularize,
  underscore,
  underscoredIf,
  useInflection
} from './naming/inflection';
export {
  addTicks,
  combineTableNames,
  generateEnumName,
  nameIndex,
  removeTicks,
  TICK_CHAR
} from './naming/database-names';
export { cloneDeep } from './objects/clone';
export { defaults, merge, mergeDefaults } from './objects/merge';
export {
  canTreatArrayAsAnd,
  getComplexKeys,
  getComplexSize,
  getOperators,
  isColString,
  isWhereEmpty
} from './objects/operator-keys';
export { isPrimitive } from './objects/plain';
export {
  flattenObjectDeep,
  intersects,
  removeNullValuesFromHash,
  safeStringifyJson,
  spliceStr
} from './objects/values';
export { mapFinderOptions, mapOptionFieldNames, mapValueFieldNames, mapWhereFieldNames } from './lowering/field-names';
export { defaultValueSchemable, now, toDefaultValue } from './lowering/default-value';
export { Cast, Col, Fn, Json, Literal, SequelizeMethod, Where } from './expressions';

// v6's exports are plain properties, which programs replace (`Utils.now = …`), so no getters here.
exposeDefault(module, { ...module.exports });
