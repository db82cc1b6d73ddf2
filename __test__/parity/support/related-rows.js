'use strict';
// A few rows of every model of a graph, related at random or crosswise, the same on both sides. Written past the models.
const { Random } = require('./random');

/** Rows with foreign keys that refer to existing rows, to none, or are null. */
async function createRows(finder, sequelize) {
  const { models } = sequelize.modelManager;
  const interface_ = sequelize.getQueryInterface();
  const { seed, count } = finder.rows;
  const random = seed === undefined ? undefined : new Random(seed);
  await sequelize.query('PRAGMA foreign_keys = OFF');
  for (const model of models) {
    for (let index = 0; index < count; index++) {
      const row = {};
      for (const [name, attribute] of Object.entries(model.rawAttributes)) {
        const value = valueOf(model, name, attribute, { index, count, random });
        if (value !== undefined) row[attribute.field] = value;
      }
      // Two rows may be the same to a unique key.
      await interface_.bulkInsert(model.getTableName(), [row]).catch(() => {});
    }
  }
}

function valueOf(model, name, { autoIncrement, type, references }, { index, count, random }) {
  if (autoIncrement) return index + 1;
  if (name === 'deletedAt') return index === 2 ? '2020-01-01 00:00:00.000 +00:00' : null;
  if (type.key === 'DATE') return '2020-01-01 00:00:00.000 +00:00';
  if (references || isForeignKey(model, name)) {
    const other = random ? random.int(count + 2) : (index * 3 + name.length) % (count + 1);
    return keyOf(type, other, count);
  }
  if (type.key === 'INTEGER') return index + 1;
  return (
    { name: `row ${index % 2}`, kind: index % 2 ? 'a' : 'b', slug: `slug ${index}`, code: `code ${index}` }[name] ??
    null
  );
}

/** The key of an existing row mostly; also of one that is not there, and null. */
function keyOf(type, other, count) {
  if (other === count) return null;
  return type.key === 'INTEGER' ? other + 1 : `slug ${other}`;
}

function isForeignKey(model, name) {
  return Object.values(model.sequelize.models).some(({ associations }) =>
    Object.values(associations).some(one => one.foreignKey === name || one.otherKey === name)
  );
}

module.exports = { createRows };
