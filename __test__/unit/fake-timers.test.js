'use strict';
const Sequelize = require('sequelize-rs');

it('answers while the timers are replaced, and after', async () => {
  const sequelize = new Sequelize({ dialect: 'sqlite', logging: false });
  const Thing = sequelize.define('Thing', { name: Sequelize.STRING });
  await Thing.sync();
  jest.useFakeTimers();
  try {
    // Enough statements in a row that the engine would like the loop to turn.
    for (let index = 0; index < 2000; index++) await Thing.findByPk(index);
    await Thing.create({ name: 'under fake timers' });
  } finally {
    jest.useRealTimers();
  }
  for (let index = 0; index < 2000; index++) await Thing.findByPk(index);
  expect(await Thing.count()).toBe(1);
  await sequelize.close();
});
