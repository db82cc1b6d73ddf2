'use strict';

module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/__test__/**/*.test.js'],
  modulePathIgnorePatterns: ['<rootDir>/target/', '<rootDir>/npm/'],
  // `sequelize` in a test is the real one, from node_modules; ours is `sequelize-rs`.
  moduleNameMapper: {
    '^sequelize-rs$': '<rootDir>/index.js',
    '^sequelize-rs/lib/(.*)$': '<rootDir>/lib/$1'
  },
  // Built already: babel has nothing to do there, and would take seconds for the bundle.
  transformIgnorePatterns: ['/node_modules/', '<rootDir>/lib/'],
  testTimeout: 60000
};
