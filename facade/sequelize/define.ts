/** Models of an instance: define, find, and bring an attribute's declaration into the form the dialect works with. */
import { DataTypes } from '../data-types';
import { Model } from '../model';
import { isPlainObject } from '../objects/plain';
import type { Sequelize } from '../sequelize';

/** Makes a subclass of Model and initialises it. `options` is changed: it learns the name and the instance. */
export function define(sequelize: Sequelize, modelName: string, attributes: any, options: any): any {
  options.modelName = modelName;
  options.sequelize = sequelize;
  const model = class extends (Model as any) {} as any;
  model.init(attributes, options);
  return model;
}

/** The model of that name. Fails if there is none. */
export function model(sequelize: Sequelize, modelName: string): any {
  if (!sequelize.isDefined(modelName)) throw new Error(`${modelName} has not been defined`);
  return sequelize.modelManager.getModel(modelName);
}

export function isDefined(sequelize: Sequelize, modelName: string): boolean {
  return sequelize.modelManager.models.some(candidate => candidate.name === modelName);
}

/** The dialect's own variant of a data type, given as a class or an instance. */
export function normalizeDataType(sequelize: Sequelize, given: any): any {
  const dialectTypes = sequelize.dialect.DataTypes || {};
  const inDialect = (type: any) => (dialectTypes[type.key] ? dialectTypes[type.key].extend(type) : type);
  const type = inDialect(typeof given === 'function' ? new given() : given);
  if (type instanceof DataTypes.ARRAY) {
    const array = type as any;
    if (!array.type) throw new Error('ARRAY is missing type definition for its values.');
    array.type = inDialect(array.type);
  }
  return type;
}

/**
 * An attribute's declaration with `type` normalized, defaults such as `NOW` instantiated and the values of an ENUM on
 * both the type and the attribute. A bare type becomes `{ type }`; an object is changed in place.
 */
export function normalizeAttribute(sequelize: Sequelize, given: any): any {
  const attribute = isPlainObject(given) ? given : { type: given };
  if (!attribute.type) return attribute;
  attribute.type = sequelize.normalizeDataType(attribute.type);
  if (isGeneratedDefault(attribute.defaultValue)) attribute.defaultValue = new attribute.defaultValue();
  if (attribute.type instanceof DataTypes.ENUM) shareEnumValues(attribute);
  return attribute;
}

function isGeneratedDefault(value: unknown): boolean {
  const types = DataTypes as Record<string, unknown>;
  return typeof value === 'function' && [types.NOW, types.UUIDV1, types.UUIDV4].includes(value);
}

function shareEnumValues(attribute: any): void {
  if (attribute.values) {
    attribute.type.values = attribute.type.options.values = attribute.values;
  } else {
    attribute.values = attribute.type.values;
  }
  if (!attribute.values.length) throw new Error('Values for ENUM have not been defined.');
}
