/** Foreign keys: how they are given and called, and how they become attributes of the model that holds them. */
import { camelize } from '../../naming/inflection';
import { mergeDefaults } from '../../objects/merge';
import { addForeignKeyConstraints } from '../helpers';

/** A `foreignKey` or `otherKey` option in parts: the attribute's name, if it says one, and the rest of its definition. */
export function readKeyOption(option: any): { name: string | undefined; attribute: any } {
  const isDefinition = (typeof option === 'object' && option !== null) || typeof option === 'function';
  return isDefinition
    ? { name: option.name || option.fieldName, attribute: option }
    : { name: option || undefined, attribute: {} };
}

/** `userId`, of a model's name and the attribute referred to. */
export function defaultKeyName(name: string, referred: string): string {
  return camelize([name, referred].join('_'));
}

/** The column of an attribute. */
export function fieldOf(model: any, attribute: string): string {
  return model.rawAttributes[attribute].field || attribute;
}

/** Sets `foreignKey` and `foreignKeyAttribute` from the options. */
export function takeForeignKey(association: any, defaultName: () => string): void {
  const { name, attribute } = readKeyOption(association.options.foreignKey);
  association.foreignKeyAttribute = attribute;
  association.foreignKey = name || defaultName();
}

export function checkKnownKey(model: any, option: 'sourceKey' | 'targetKey', attribute: string | undefined): void {
  if (!attribute || model.rawAttributes[attribute]) return;
  throw new Error(
    `Unknown attribute "${attribute}" passed as ${option}, define this attribute on model "${model.name}" first`
  );
}

export interface ForeignKeyEnds {
  /** the model that gets the foreign key */
  holder: any;
  /** the model it refers to, by this attribute, in this column */
  referred: any;
  attribute: string;
  field: string;
  /** what becomes of a holder whose key must not be null */
  onDeleteRequired: 'CASCADE' | 'NO ACTION';
}

/**
 * Adds the foreign key to its holder; what the holder says of that attribute already stays. `options` are completed by
 * `onDelete` and `onUpdate`, unless `constraints` is false.
 */
export function injectForeignKey(association: any, options: any, ends: ForeignKeyEnds): void {
  const { holder, referred, attribute, field, onDeleteRequired } = ends;
  const { foreignKey } = association;
  const definition: any = {
    type: options.keyType || referred.rawAttributes[attribute].type,
    allowNull: true,
    ...association.foreignKeyAttribute
  };
  if (options.constraints !== false) {
    const { allowNull } = holder.rawAttributes[foreignKey] || definition;
    options.onDelete ||= allowNull ? 'SET NULL' : onDeleteRequired;
    options.onUpdate ||= 'CASCADE';
  }
  addForeignKeyConstraints(definition, referred, holder, options, field);
  mergeDefaults(holder.rawAttributes, { [foreignKey]: definition });
  holder.refreshAttributes();
}
