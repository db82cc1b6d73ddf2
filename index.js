// The package's entry: the Sequelize class itself, as `require('sequelize')` gives it.
'use strict';

module.exports = require('./lib/index.js');
