/** `require('sequelize')`: the Sequelize class. */
import { Sequelize } from './sequelize';

module.exports = Sequelize;
