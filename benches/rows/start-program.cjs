'use strict';
// Prints the milliseconds from before `require` to the answer of the first query.
const name = process.argv[2];
const before = performance.now();
const Sequelize = name === 'sequelize' ? require('sequelize') : require('../../index.js');
const sequelize = new Sequelize({ dialect: 'sqlite', storage: ':memory:', logging: false });

sequelize
  .query('SELECT 1 AS one', { type: 'SELECT' })
  .then(() => {
    console.log((performance.now() - before).toFixed(3));
    return sequelize.close();
  })
  .catch(error => {
    console.error(error);
    process.exit(1);
  });
