'use strict';
// Random results of joins: flat rows, the tree of relations they are of, and whether rows repeat.

const VALUES = [1, 2, 0, null, 'a', Buffer.from('z')];

/** `{ rows, root, options }`, the arguments of v6's `_groupJoinData`. */
function randomJoin(random) {
  const columns = [];
  const state = { hasMany: false };
  const root = randomLevel(random, '', 0, columns, state);
  const order = random.chance(0.2) ? random.shuffled(columns) : columns;
  const rows = random.list(0, 8, () => Object.fromEntries(order.map(name => [name, random.pick(VALUES)])));
  return { rows, root, options: { checkExisting: state.hasMany || random.chance(0.3) } };
}

function randomLevel(random, prefix, depth, columns, state) {
  const level = { model: randomModel(random), includeMap: {} };
  for (const name of ['id', ...random.some(['part', 'other'], 0.85)]) columns.push(prefix + name);
  if (depth === 3) return level;
  for (const as of random.some(['first', 'second'])) {
    const isSingleAssociation = random.chance(0.5);
    if (!isSingleAssociation) state.hasMany = true;
    const child = randomLevel(random, `${prefix}${as}.`, depth + 1, columns, state);
    level.includeMap[as] = { ...child, association: { isSingleAssociation } };
  }
  return level;
}

function randomModel(random) {
  const attributes = { id: { field: 'id' }, part: { field: 'part' }, other: { field: 'other_column' } };
  const primaryKeyAttributes = random.pick([['id'], ['id'], ['id'], ['id', 'part'], []]);
  const uniqueKeys = random.chance(0.3) ? { key: { fields: ['other_column', 'part'] } } : {};
  return { primaryKeyAttributes, uniqueKeys, rawAttributes: attributes, attributes };
}

module.exports = { randomJoin };
