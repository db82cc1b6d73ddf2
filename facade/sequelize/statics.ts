/**
 * What `require('sequelize')` offers besides the class itself, as properties of the class: models, expressions, data
 * types, constants, errors. Names and order are v6's.
 */
import { Association, BelongsTo, BelongsToMany, HasMany, HasOne } from '../associations';
import { DataTypes } from '../data-types';
import { Deferrable } from '../deferrable';
import { QueryInterface } from '../dialects/abstract/query-interface';
import * as errors from '../errors';
import { IndexHints } from '../index-hints';
import { Model } from '../model';
import { Op } from '../operators';
import { QueryTypes } from '../query-types';
import { TableHints } from '../table-hints';
import { Transaction } from '../transaction';
import * as Utils from '../utils';
import { VERSION } from './version';

/** Adds them to the class and its prototype. */
export function addStatics(Sequelize: any): void {
  addAliases(Sequelize);
  Object.defineProperty(Sequelize, 'version', { enumerable: true, get: () => VERSION });
  Sequelize.options = { hooks: {} };
  Object.assign(Sequelize, { Utils, Op, TableHints, IndexHints, Transaction, QueryTypes });
  addValidator(Sequelize);
  Object.assign(Sequelize, { Model, QueryInterface, BelongsTo, HasOne, HasMany, BelongsToMany, DataTypes });
  addDataTypes(Sequelize);
  Object.assign(Sequelize, { Deferrable, Association, useInflection: Utils.useInflection });
  Object.assign(Sequelize.prototype, { Sequelize, QueryTypes, Association });
  // Every error class under its own name, and as `Error` the one they all extend.
  Object.assign(Sequelize, { Error: errors.BaseError }, errors);
}

/** Expressions and `validate` exist on instances too. */
function addAliases(Sequelize: any): void {
  for (const name of ['fn', 'col', 'cast', 'literal', 'and', 'or', 'json', 'where']) {
    Sequelize.prototype[name] = Sequelize[name];
  }
  Sequelize.prototype.validate = Sequelize.prototype.authenticate;
}

/** The `validator` package is big: it is loaded when somebody first looks. */
function addValidator(Sequelize: any): void {
  for (const target of [Sequelize, Sequelize.prototype]) {
    Object.defineProperty(target, 'Validator', {
      configurable: true,
      enumerable: true,
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- see above
      get: () => require('../utils/validator-extras').validator,
      set(value: unknown) {
        Object.defineProperty(this, 'Validator', { value, writable: true, configurable: true, enumerable: true });
      }
    });
  }
}

/** Copied as they are declared, so that a dialect's types that load on demand still do. */
function addDataTypes(Sequelize: any): void {
  for (const name of Object.keys(DataTypes)) {
    Object.defineProperty(Sequelize, name, Object.getOwnPropertyDescriptor(DataTypes, name) as PropertyDescriptor);
  }
}
