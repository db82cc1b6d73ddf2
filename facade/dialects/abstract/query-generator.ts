/**
 * The face of the Rust compiler in the form of v6's `QueryGenerator`. Methods come from the tables below; what is
 * written out here needs JavaScript: functions, user classes, objects that print themselves.
 */
import _ from '../../packages/lodash';
import { exposeDefault } from '../../bridge/commonjs';
import { SequelizeMethod } from '../../expressions';
import { ValidationError, ValidationErrorItem } from '../../errors';
import { CompilerChoice } from './query-generator/compiler';
import { addFaces, isFace } from './query-generator/faces';
import { customBindParam, lowerAliases, rebind, withoutBindParam } from './query-generator/lower';
import { OperatorHelpers } from './query-generator/operators';
import { TransactionQueries } from './query-generator/transaction';

export interface QueryGeneratorOptions {
  sequelize: any;
  _dialect: any;
}

/** v6's name for the class where it is used from outside: `new QueryGenerator({ sequelize, _dialect })`. */
export class AbstractQueryGenerator {
  [member: string]: any;

  declare sequelize: any;
  declare options: any;
  declare dialect: string;
  declare _dialect: any;

  constructor(options: QueryGeneratorOptions) {
    if (!options.sequelize) throw new Error('QueryGenerator initialized without options.sequelize');
    if (!options._dialect) throw new Error('QueryGenerator initialized without options._dialect');

    this.sequelize = options.sequelize;
    this.options = options.sequelize.options;
    this.dialect = options._dialect.name;
    this._dialect = options._dialect;
    keepChoice(this);
    this._initQuoteIdentifier();
  }

  /**
   * Asks the compiler. `method` is a v6 method name, `args` its arguments as v6 takes them.
   * @internal
   */
  _compile(method: string, args: unknown[]): any {
    args = lowerAliases(method, args, this.OperatorsAliasMap);
    const bindParam = customBindParam(method, args);
    if (bindParam) return rebind(this._compiler().compile(method, withoutBindParam(method, args)), bindParam);
    return this._compiler().compile(method, args);
  }

  /** @internal */
  _compiler(): any {
    return (this._compilerChoice ?? keepChoice(this)).of(this as any);
  }

  /** Splits a table name or `{ tableName, schema, delimiter }` into its parts, with v6's default schema `public`. */
  extractTableDetails(tableName: any, options?: any): { schema: string; tableName: any; delimiter: string } {
    options = options || {};
    tableName = tableName || {};
    return {
      schema: tableName.schema || options.schema || this.options.schema || 'public',
      tableName: _.isPlainObject(tableName) ? tableName.tableName : tableName,
      delimiter: tableName.delimiter || options.delimiter || '.'
    };
  }

  /** The plain name if `param` has no `_schema`, else a table object that prints as the quoted name. */
  addSchema(param: any): any {
    if (!param._schema) return param.tableName || param;
    const generator = this;
    return {
      tableName: param.tableName || param,
      table: param.tableName || param,
      name: param.name || param,
      schema: param._schema,
      delimiter: param._schemaDelimiter || '.',
      toString() {
        return generator.quoteTable(this);
      }
    };
  }

  populateInsertQueryReturnIntoBinds(): void {}

  /** v6 wraps `quoteIdentifier` per instance so that `*` stays bare whatever the subclass does. */
  _initQuoteIdentifier(): void {
    const own = this.quoteIdentifier;
    Object.defineProperty(this, '_quotesNothing', { value: quotesNothing(own), configurable: true });
    this._quoteIdentifier = own;
    this.quoteIdentifier = function quoteIdentifier(this: AbstractQueryGenerator, identifier: string, force?: boolean) {
      return identifier === '*' ? identifier : this._quoteIdentifier(identifier, force);
    };
  }

  quoteIdentifier(identifier: string, force?: boolean): string;
  quoteIdentifier(_identifier: string, _force?: boolean): string {
    throw new Error(`quoteIdentifier for Dialect "${this.dialect}" is not implemented`);
  }

  /** A function that stores a value in `bind` and returns its placeholder. */
  bindParam(bind: unknown[]): (value: unknown) => string {
    return value => {
      bind.push(value);
      return `$${bind.length}`;
    };
  }

  /** The placeholder of a value, after its type had a chance to change it. */
  format(value: any, field: any, options: any, bindParam: (value: unknown) => string): string {
    options = options || {};
    if (value === null || value === undefined) return bindParam(value);
    if (value instanceof SequelizeMethod) {
      throw new Error('Cannot pass SequelizeMethod as a bind parameter - use escape instead');
    }
    const type = field?.type;
    if (!type) return bindParam(value);
    this.validate(value, field, options);
    if (!type.bindParam) return bindParam(value);
    const { timezone } = this.options;
    return type.bindParam(value, { escape: _.identity, field, timezone, operation: options.operation, bindParam });
  }

  /** Runs the type's own check if `typeValidation` is on. A `ValidationError` gets an item that names the field. */
  validate(value: any, field: any, options: any): void {
    if (!this.typeValidation || !field.type.validate || !value) return;
    try {
      const items = options.isList && Array.isArray(value) ? value : [value];
      for (const item of items) field.type.validate(item, options);
    } catch (error) {
      if (error instanceof ValidationError) {
        const validator = `${field.type.key} validator`;
        error.errors.push(
          new (ValidationErrorItem as any)(error.message, 'Validation error', field.fieldName, value, null, validator)
        );
      }
      throw error;
    }
  }
}

// v6's class is called QueryGenerator; inspect() and error texts show it.
Object.defineProperty(AbstractQueryGenerator, 'name', { value: 'QueryGenerator' });

/** Gives a generator its choice of compilers; a copy (`_.clone`) of a generator comes without one. */
function keepChoice(generator: object): CompilerChoice {
  const choice = new CompilerChoice();
  Object.defineProperty(generator, '_compilerChoice', { value: choice });
  return choice;
}

/** True for a subclass that hands identifiers back as they are: the compiler can write that, and only that. */
function quotesNothing(quoteIdentifier: (identifier: string) => string): boolean {
  if (quoteIdentifier === AbstractQueryGenerator.prototype.quoteIdentifier) return false;
  if (isFace(quoteIdentifier)) return false;
  try {
    return quoteIdentifier.call({ options: {} }, 'a`b"c') === 'a`b"c';
  } catch {
    return false;
  }
}

// prettier-ignore
addFaces(AbstractQueryGenerator.prototype, {
  dropSchema: 2, describeTableQuery: 3, dropTableQuery: 1, renameTableQuery: 2, insertQuery: 4, bulkInsertQuery: 4,
  updateQuery: 5, arithmeticQuery: 6, addIndexQuery: 4, addConstraintQuery: 2, getConstraintSnippet: 2,
  removeConstraintQuery: 2, quote: 3, quoteIdentifiers: 1, quoteAttribute: 2, getAliasToken: 0, quoteTable: 2,
  escape: 3, isIdentifierQuoted: 1, jsonPathExtractionQuery: 3, selectQuery: 3, aliasGrouping: 4,
  escapeAttributes: 3, generateInclude: 3, _getMinifiedAlias: 3, _getAliasForField: 3, generateJoin: 2,
  generateReturnValues: 2, generateThroughJoin: 4, aliasAs: 2, _generateSubQueryFilter: 3, _getRequiredClosure: 1,
  getQueryOrders: 3, _throwOnEmptyAttributes: 1, selectFromTableFragment: 5, addLimitAndOffset: 1,
  handleSequelizeMethod: 5, whereQuery: 2, whereItemsQuery: 3, whereItemQuery: 2, _findField: 2,
  _whereGroupBind: 3, _whereBind: 4, _whereJSON: 3, _traverseJSON: 5, _toJSONValue: 1, _castKey: 4,
  _getJsonCast: 1, _validateCastType: 1, _joinKeyValue: 4, _getSafeKey: 2, _prefixKey: 2,
  _whereParseSingleValueObject: 5, getWhereConditions: 5, parseConditionObject: 2, booleanValue: 1,
  authTestQuery: 0
});
Object.assign(AbstractQueryGenerator.prototype, OperatorHelpers, TransactionQueries);

export { AbstractQueryGenerator as QueryGenerator };
export default AbstractQueryGenerator;
exposeDefault(module, AbstractQueryGenerator);
