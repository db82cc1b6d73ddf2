'use strict';
// The two packages side by side: `sequelize` 6.37.8 with its drivers, and ours.

const real = require('sequelize');
const ours = require('sequelize-rs');

const DIALECTS = ['sqlite', 'postgres', 'mysql', 'mariadb', 'mssql'];

/** Both, connected to nothing: enough for SQL text. */
function offlinePair(dialect, options = {}) {
  const make = Sequelize => new Sequelize('db', 'user', 'password', { dialect, logging: false, ...options });
  return [
    { name: 'sequelize', Sequelize: real, sequelize: make(real) },
    { name: 'sequelize-rs', Sequelize: ours, sequelize: make(ours) }
  ];
}

/** Both on a SQLite database of their own, with what they log. */
function sqlitePair(options = {}) {
  const make = Sequelize => {
    const log = [];
    const sequelize = new Sequelize({
      dialect: 'sqlite',
      storage: ':memory:',
      logging: text => log.push(text),
      ...options
    });
    return { Sequelize, sequelize, log };
  };
  return [
    { name: 'sequelize', ...make(real) },
    { name: 'sequelize-rs', ...make(ours) }
  ];
}

/** What a call gives or throws, as comparable data. */
function outcomeOf(call) {
  try {
    return { value: call() };
  } catch (error) {
    return { error: errorOf(error) };
  }
}

/** What `util.inspect` prints of a value is no part of the contract. */
const INSPECTED = /^(Invalid value )[^]*/;

/** The parts of an error that programs look at. */
function errorOf(error) {
  const facts = { name: error.name, message: String(error.message).replace(INSPECTED, '$1…') };
  // That of v6 is empty.
  if (error.name === 'AggregateError') facts.message = '';
  if (Array.isArray(error.errors)) facts.errors = error.errors.map(itemOf);
  if (error.fields !== undefined) facts.fields = error.fields;
  if (error.sql !== undefined) facts.sql = error.sql;
  if (error.parent) facts.parent = { code: error.parent.code, message: error.parent.message };
  return facts;
}

function itemOf(item) {
  if (!item || !('validatorKey' in item)) return errorOf(item);
  const { message, type, path, value, origin, validatorKey } = item;
  return { message, type, path, value, origin, validatorKey };
}

module.exports = { real, ours, DIALECTS, offlinePair, sqlitePair, outcomeOf, errorOf };
