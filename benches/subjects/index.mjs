// What is measured: the real package, ours, and the raw driver, each behind the same few calls.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Opens the named subjects (all that a row has a program for), v6 first. */
export async function openSubjects(names = ['sequelize', 'sequelize-rs', 'better-sqlite3']) {
  return names.map(name => (name === 'better-sqlite3' ? openRaw() : openPackage(name)));
}

function openPackage(name) {
  const Sequelize = name === 'sequelize' ? require('sequelize') : require('../../index.js');
  const sequelize = new Sequelize({ dialect: 'sqlite', storage: ':memory:', logging: false });
  const User = defineUser(sequelize, Sequelize);
  return { name, isOrm: true, Sequelize, sequelize, User, close: () => sequelize.close() };
}

/** The table of most rows: ten columns of the usual types. */
export function defineUser(sequelize, { DataTypes }) {
  return sequelize.define(
    'User',
    {
      firstName: DataTypes.STRING,
      lastName: DataTypes.STRING,
      email: DataTypes.STRING,
      age: DataTypes.INTEGER,
      score: DataTypes.DOUBLE,
      isActive: DataTypes.BOOLEAN,
      bio: DataTypes.TEXT
    },
    { tableName: 'users' }
  );
}

function openRaw() {
  const Database = require('better-sqlite3');
  const database = new Database(':memory:');
  return { name: 'better-sqlite3', isOrm: false, database, close: () => database.close() };
}

export function userValues(index) {
  return {
    firstName: `First${index}`,
    lastName: `Last${index}`,
    email: `user${index}@example.com`,
    age: 18 + (index % 60),
    score: index / 7,
    isActive: index % 2 === 0,
    bio: `Some words about user number ${index}, neither long nor short.`
  };
}

/** The table with `count` users, made the same way in every subject. */
export async function fillUsers(subject, count) {
  if (subject.isOrm) {
    await subject.User.sync({ force: true });
    for (let from = 0; from < count; from += 5000) {
      const rows = Array.from({ length: Math.min(5000, count - from) }, (_, index) => userValues(from + index));
      await subject.User.bulkCreate(rows);
    }
    return;
  }
  createRawTable(subject.database);
  const insert = subject.database.prepare(RAW_INSERT);
  subject.database.transaction(() => {
    for (let index = 0; index < count; index++) insert.run(rawValues(index));
  })();
}

export const RAW_INSERT =
  'INSERT INTO users (firstName, lastName, email, age, score, isActive, bio, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';

export function createRawTable(database) {
  database.exec(`DROP TABLE IF EXISTS users; CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, firstName VARCHAR(255),
    lastName VARCHAR(255), email VARCHAR(255), age INTEGER, score DOUBLE PRECISION, isActive TINYINT(1), bio TEXT,
    createdAt DATETIME NOT NULL, updatedAt DATETIME NOT NULL)`);
}

export function rawValues(index) {
  const { firstName, lastName, email, age, score, isActive, bio } = userValues(index);
  const now = '2024-02-29 12:00:00.000 +00:00';
  return [firstName, lastName, email, age, score, isActive ? 1 : 0, bio, now, now];
}
