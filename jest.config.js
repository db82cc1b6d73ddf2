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
  testTimeout: 60000
};
