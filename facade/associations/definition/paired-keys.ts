/**
 * The keys of a belongsToMany in its through model. `User.belongsToMany(Project)` and `Project.belongsToMany(User)`
 * over the same through model are a pair: what one leaves open, the other decides.
 */
import { singularize } from '../../naming/inflection';
import { warnOnce } from '../../model/warn-once';
import { defaultKeyName, fieldOf, readKeyOption } from './foreign-key';

/** Finds the association the other way round, if it was made before. */
export function findPair(association: any): void {
  for (const other of Object.values<any>(association.target.associations)) {
    if (other.associationType !== 'BelongsToMany' || other.target !== association.source) continue;
    if (other.options.through.model !== association.options.through.model) continue;
    association.paired = other;
    other.paired = association;
  }
}

/** The attributes of source and target that the through model refers to. */
export function takeReferredKeys(association: any): void {
  const { source, target, options } = association;
  association.sourceKey = options.sourceKey || source.primaryKeyAttribute;
  association.sourceKeyField = fieldOf(source, association.sourceKey);
  if (!options.targetKey) association.targetKeyDefault = true;
  association.targetKey = options.targetKey || target.primaryKeyAttribute;
  association.targetKeyField = fieldOf(target, association.targetKey);
}

/** The names of both foreign keys in the through model. */
export function takeThroughKeys(association: any): void {
  const { source, target, options, isSelfAssociation } = association;
  const foreign = readKeyOption(options.foreignKey);
  const other = readKeyOption(options.otherKey);
  if (!options.otherKey) association.otherKeyDefault = true;

  association.foreignKeyAttribute = foreign.attribute;
  association.foreignKey = options.foreignKey
    ? givenName(association, 'foreignKey', foreign.name)
    : defaultKeyName(source.options.name.singular, association.sourceKey);

  const targetName = isSelfAssociation ? singularize(association.as) : target.options.name.singular;
  association.otherKeyAttribute = other.attribute;
  association.otherKey = options.otherKey
    ? givenName(association, 'otherKey', other.name)
    : defaultKeyName(targetName, association.targetKey);
}

/** v6: a key given as an object without a name is called "undefined", in the database too. */
function givenName({ source, as }: any, option: string, name: string | undefined): string | undefined {
  if (name === undefined) {
    warnOnce(
      'SEQUELIZE_RS_UNNAMED_KEY',
      `${source.name}.${as}`,
      `The ${option} of ${source.name}.belongsToMany (${as}) has no "name": its column is called "undefined".`
    );
  }
  return name;
}

/** Lets both sides of a pair agree on their keys. */
export function agreeWithPair(association: any): void {
  const { paired } = association;
  if (!paired) return;
  let isPairOutdated = false;

  if (association.targetKeyDefault) {
    association.targetKey = paired.sourceKey;
    association.targetKeyField = paired.sourceKeyField;
    takeThroughKeys(association);
  }
  if (paired.targetKeyDefault && paired.targetKey !== association.sourceKey) {
    // The other side has guessed its target key, and named a foreign key after it.
    delete association.through.model.rawAttributes[paired.otherKey];
    paired.targetKey = association.sourceKey;
    paired.targetKeyField = association.sourceKeyField;
    takeThroughKeys(paired);
    isPairOutdated = true;
  }
  if (association.otherKeyDefault) association.otherKey = paired.foreignKey;
  if (paired.otherKeyDefault && paired.otherKey !== association.foreignKey) {
    delete association.through.model.rawAttributes[paired.otherKey];
    paired.otherKey = association.foreignKey;
    isPairOutdated = true;
  }
  if (isPairOutdated) paired._injectAttributes();
}
