/**
 * What `require('sequelize')` offers besides the class itself, as properties of the class: models, expressions, data
 * types, constants, errors. Names and order are v6's.
 */
import { VERSION } from './version';

/** Adds them to the class and its prototype. */
export function addStatics(Sequelize: any): void {
  addAliases(Sequelize);
  Object.defineProperty(Sequelize, 'version', { enumerable: true, get: () => VERSION });
  Sequelize.options = { hooks: {} };
  const Utils = require('../utils');
  Sequelize.Utils = Utils;
  Sequelize.Op = require('../operators').Op;
  Sequelize.TableHints = require('../table-hints').TableHints;
  Sequelize.IndexHints = require('../index-hints').IndexHints;
  Sequelize.Transaction = require('../transaction').Transaction;
  Sequelize.prototype.Sequelize = Sequelize;
  Sequelize.prototype.QueryTypes = Sequelize.QueryTypes = require('../query-types').QueryTypes;
  addValidator(Sequelize);
  Sequelize.Model = require('../model').Model;
  Sequelize.QueryInterface = require('../dialects/abstract/query-interface').QueryInterface;
  addDataTypes(Sequelize);
  Sequelize.Deferrable = require('../deferrable').Deferrable;
  addAssociations(Sequelize);
  Sequelize.useInflection = Utils.useInflection;
  addErrors(Sequelize);
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
      get: () => require('../utils/validator-extras').validator,
      set(value: unknown) {
        Object.defineProperty(this, 'Validator', { value, writable: true, configurable: true, enumerable: true });
      },
    });
  }
}

/** Copied as they are declared, so that a dialect's types that load on demand still do. */
function addDataTypes(Sequelize: any): void {
  const { DataTypes } = require('../data-types');
  Sequelize.DataTypes = DataTypes;
  for (const name of Object.keys(DataTypes)) {
    Object.defineProperty(Sequelize, name, Object.getOwnPropertyDescriptor(DataTypes, name) as PropertyDescriptor);
  }
}

function addAssociations(Sequelize: any): void {
  const { Association, BelongsTo, BelongsToMany, HasMany, HasOne } = require('../associations');
  Object.assign(Sequelize, { BelongsTo, HasOne, HasMany, BelongsToMany });
  Sequelize.prototype.Association = Sequelize.Association = Association;
}

/** Every class under its own name, and `Error` for the one they all extend. */
function addErrors(Sequelize: any): void {
  const errors = require('../errors');
  Sequelize.Error = errors.BaseError;
  for (const name of Object.keys(errors)) Sequelize[name] = errors[name];
}
