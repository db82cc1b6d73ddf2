/**
 * Arguments of query generator methods as they cross. Options carry much that the compiler has no use for (hooks,
 * logging functions, transactions, instances): only what it may read is written, and models go by number.
 */
import { lowerCustomTypes } from '../lowering/custom-types';
import { lowerPath } from './association-path';
import { lowerLoneInclude, lowerSelect, lowerTopLevel } from './include';
import type { ValueWriter } from './value';

/** What stands at a position of a method's arguments; anything not named is a plain value. */
type Place =
  | 'options'
  /** options of a SELECT: includes and orders are lowered */
  | 'select'
  | 'model'
  | 'definitions'
  /** an order, or what else `quote` takes */
  | 'path'
  /** an include without its statement, and facts of that */
  | 'include'
  | 'topLevel'
  | 'value'
  | 'stored';

const PLACES: Readonly<Record<string, readonly Place[]>> = {
  selectQuery: ['value', 'select', 'model'],
  selectAliases: ['value', 'select', 'model'],
  insertQuery: ['value', 'stored', 'value', 'options'],
  bulkInsertQuery: ['value', 'stored', 'options', 'value'],
  updateQuery: ['value', 'stored', 'value', 'options', 'value'],
  deleteQuery: ['value', 'value', 'options', 'model'],
  arithmeticQuery: ['value', 'value', 'value', 'value', 'value', 'options'],
  upsertQuery: ['value', 'value', 'value', 'value', 'model', 'options'],
  truncateTableQuery: ['value', 'options'],
  whereQuery: ['value', 'options'],
  whereItemsQuery: ['value', 'options'],
  whereItemQuery: ['value', 'value', 'options'],
  getWhereConditions: ['value', 'value', 'model', 'options'],
  handleSequelizeMethod: ['value', 'value', 'model', 'options'],
  quote: ['path', 'model'],
  generateJoin: ['include', 'topLevel'],
  quoteAttribute: ['value', 'model'],
  selectFromTableFragment: ['options', 'model'],
  getQueryOrders: ['select', 'model'],
  addLimitAndOffset: ['select', 'model'],
  escapeAttributes: ['value', 'options'],
  generateReturnValues: ['value', 'options'],
  // Columns may have any name, also that of an option, and their definitions cross in full.
  attributeToSQL: ['value', 'value'],
  attributesToSQL: ['definitions', 'value'],
  createTableQuery: ['value', 'value', 'options'],
  addColumnQuery: ['value', 'value', 'value'],
  changeColumnQuery: ['value', 'value'],
  renameColumnQuery: ['value', 'value', 'definitions', 'definitions'],
  removeColumnQuery: ['value', 'definitions'],
  _alterConstraintQuery: ['value', 'definitions', 'value'],
  _rebuildTableQuery: ['value', 'value', 'value']
};

/** Everything the compiler may read of options of the methods above. */
const COMPILED_OPTIONS: readonly string[] = [
  'attributes', 'where', 'order', 'group', 'having', 'limit', 'offset', 'lock', 'skipLocked', 'include', 'subQuery',
  'groupedLimit', 'tableAs', 'indexHints', 'tableHint', 'hasJoin', 'hasMultiAssociation', 'hasIncludeWhere',
  'hasIncludeRequired', 'includeIgnoreAttributes', 'dotNotation', 'topLimit', 'keysEscaped',
  'minifyAliases', 'aliasesMapping', 'aliasesByTable', 'includeAliases', 'model', 'mainModel', 'prefix', 'field', 'type',
  'json', 'bindParam', 'bind', 'returning', 'ignoreDuplicates', 'updateOnDuplicate', 'upsertKeys', 'conflictWhere',
  'conflictFields', 'exception', 'hasTrigger', 'searchPath', 'omitNull', 'silent', 'cascade', 'restartIdentity',
  'truncate', 'fields', 'isList', 'operation', 'context', 'timezone', 'schema', 'acceptStrings',
  'allowNull', 'attributeBehavior', 'supportsSearchPath', 'uniqueKeys', 'engine', 'charset', 'collate', 'comment',
  'initialAutoIncrement', 'rowFormat'
]; // prettier-ignore

const isCompiled: ReadonlySet<string> = new Set(COMPILED_OPTIONS);

/** Options of every other method lose only what belongs to running a statement. */
const RUN_OPTIONS: ReadonlySet<string> = new Set([
  'transaction', 'logging', 'benchmark', 'hooks', 'instance', 'retry', 'sequelize', 'logQueryParameters', 'rawErrors',
  'useMaster', 'rejectOnEmpty', 'completesTransaction', 'callback'
]); // prettier-ignore

/** Writes a request: the method's name, then its arguments as an array. */
export function writeRequest(writer: ValueWriter, method: string, given: readonly unknown[]): void {
  const args = lowerCustomTypes(method, given);
  const places = PLACES[method];
  writer.text(method);
  writer.arrayHead(args.length);
  for (let index = 0; index < args.length; index++) {
    const place = places === undefined ? 'other' : (places[index] ?? 'value');
    const argument = args[index];
    if (place === 'select' && isOptions(argument))
      writer.picked(lowerSelect(argument, modelOf(args, places)), isForSelect);
    else if (place === 'path') writer.value(lowerPath(argument, modelOf(args, places)));
    else if (place === 'include') writer.value(lowerLoneInclude(argument));
    else if (place === 'topLevel') writer.value(lowerTopLevel(argument));
    else if (place === 'model') writer.modelLike(argument);
    else if (place === 'definitions' && isOptions(argument)) writer.definitions(argument);
    else if (place === 'options' && isOptions(argument)) writer.picked(argument, isForCompiler);
    else if (place === 'other' && isOptions(argument)) writer.picked(argument, key => !RUN_OPTIONS.has(key));
    else if (place === 'stored') writer.stored(argument);
    else writer.value(argument);
  }
}

/** Options of a `save` may be an include, which points back at the statement it is part of. */
function isForCompiler(name: string): boolean {
  return name !== 'include' && isForSelect(name);
}

/** Whether the compiler reads this option of a SELECT. */
export function isForSelect(name: string): boolean {
  return isCompiled.has(name);
}

/** The argument that stands for the model, if the method takes one. */
function modelOf(args: readonly unknown[], places: readonly Place[] | undefined): any {
  const index = places?.indexOf('model') ?? -1;
  return index < 0 ? undefined : args[index];
}

function isOptions(argument: unknown): argument is Record<string, unknown> {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument)) return false;
  const prototype = Object.getPrototypeOf(argument);
  return prototype === null || prototype === Object.prototype;
}
