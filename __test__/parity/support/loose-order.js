'use strict';
// What of a result is decided by the statement, where rows come in no order.

/** Whether a relation to one has several rows, of which a join makes several parents. */
async function repeatsParents(sequelize) {
  for (const model of Object.values(sequelize.models)) {
    for (const association of Object.values(model.associations)) {
      if (!association.isSingleAssociation) continue;
      const { foreignKey, targetKey, target, associationType } = association;
      const name = associationType === 'HasOne' ? foreignKey : targetKey;
      const rows = await target.unscoped().findAll({ attributes: [name], raw: true, paranoid: false });
      const keys = rows.map(row => row[name]).filter(key => key !== null);
      if (new Set(keys).size < keys.length) return true;
    }
  }
  return false;
}

/** The result with lists of related rows sorted: no order was asked for within them. */
function withoutOrder(value, finder) {
  const sorted = sortedRelations(value);
  if (finder.order.length > 0 || !Array.isArray(sorted)) return sorted;
  return sorted;
}

function sortedRelations(value, isRelation = false) {
  if (value instanceof Date || Buffer.isBuffer(value) || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items = value.map(one => sortedRelations(one));
    return isRelation
      ? items
          .map(one => [JSON.stringify(one), one])
          .sort(byText)
          .map(([, one]) => one)
      : items;
  }
  return Object.fromEntries(
    Object.keys(value)
      .filter(name => name !== 'keys' && name !== 'changed')
      .sort()
      .map(name => [name, sortedRelations(value[name], true)])
  );
}

function byText([left], [right]) {
  return left < right ? -1 : left > right ? 1 : 0;
}

module.exports = { repeatsParents, withoutOrder };
