'use strict';
// A few rows of every model of a graph, related crosswise, the same on both sides. Written past the models.

const ROWS = 4;

/** Rows with foreign keys that refer to existing rows, to none, or are null. */
async function createRows(finder, sequelize) {
  const { models } = sequelize.modelManager;
  const interface_ = sequelize.getQueryInterface();
  await sequelize.query('PRAGMA foreign_keys = OFF');
  for (const model of models) {
    for (let index = 0; index < ROWS; index++) {
      const row = {};
      for (const [name, attribute] of Object.entries(model.rawAttributes)) {
        const value = valueOf(model, name, attribute, index);
        if (value !== undefined) row[attribute.field] = value;
      }
      // Two rows may be the same to a unique key.
      await interface_.bulkInsert(model.getTableName(), [row]).catch(() => {});
    }
  }
}

function valueOf(model, name, { autoIncrement, type, references }, index) {
  if (autoIncrement) return index + 1;
  if (name === 'deletedAt') return index === 2 ? '2020-01-01 00:00:00.000 +00:00' : null;
  if (type.key === 'DATE') return '2020-01-01 00:00:00.000 +00:00';
  const other = (index * 3 + name.length) % (ROWS + 1);
  if (references || isForeignKey(model, name)) return keyOf(type, other);
  if (type.key === 'INTEGER') return index + 1;
  return (
    { name: `row ${index % 2}`, kind: index % 2 ? 'a' : 'b', slug: `slug ${index}`, code: `code ${index}` }[name] ??
    null
  );
}

function keyOf(type, other) {
  if (type.key === 'INTEGER') return other === ROWS ? null : other + 1;
  return other === ROWS ? null : `slug ${other}`;
}

function isForeignKey(model, name) {
  return Object.values(model.sequelize.models).some(({ associations }) =>
    Object.values(associations).some(one => one.foreignKey === name || one.otherKey === name)
  );
}

module.exports = { createRows };
