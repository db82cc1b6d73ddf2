'use strict';
// Cases are plain data, so that they can be printed, run again and made smaller. `realise` turns a description into
// what a program would write, with the classes of the package under test.
//
// A description is a scalar, an array of descriptions, or {kind, …}:
//   object {entries: [[key, description] …]} with key a name or {op}   date {ms}   bytes {hex}   bigint {digits}
//   fn {name, args}  col {path}  literal {sql}  cast {value, type}  json {path, value}  where {left, op, right}
//   undefined  number {text: 'NaN' | 'Infinity' …}

function realise(description, Sequelize) {
  const deep = child => realise(child, Sequelize);
  if (Array.isArray(description)) return description.map(deep);
  if (description === null || typeof description !== 'object') return description;
  switch (description.kind) {
    case 'object':
      return realiseObject(description, deep, Sequelize);
    case 'date':
      return new Date(description.ms);
    case 'bytes':
      return Buffer.from(description.hex, 'hex');
    case 'bigint':
      return BigInt(description.digits);
    case 'number':
      return Number(description.text);
    case 'undefined':
      return undefined;
    case 'fn':
      return Sequelize.fn(description.name, ...description.args.map(deep));
    case 'col':
      return Sequelize.col(description.path);
    case 'literal':
      return Sequelize.literal(description.sql);
    case 'cast':
      return Sequelize.cast(deep(description.value), description.type);
    case 'json':
      return Sequelize.json(deep(description.path), deep(description.value));
    case 'where':
      return Sequelize.where(deep(description.left), deep(description.op), deep(description.right));
    case 'op':
      return Sequelize.Op[description.name];
    case 'type':
      return realiseType(description, Sequelize);
    default:
      throw new Error(`no such kind: ${description.kind}`);
  }
}

function realiseObject(description, deep, Sequelize) {
  const object = {};
  for (const [key, value] of description.entries) {
    object[typeof key === 'string' ? key : Sequelize.Op[key.op]] = deep(value);
  }
  return object;
}

function realiseType({ name, args = [], chain = [] }, Sequelize) {
  let type = Sequelize.DataTypes[name];
  if (args.length > 0) type = type(...args.map(arg => realise(arg, Sequelize)));
  for (const property of chain) type = type[property];
  return type;
}

const object = entries => ({ kind: 'object', entries });
const byOp = (op, value) => object([[{ op }, value]]);

module.exports = { realise, object, byOp };
