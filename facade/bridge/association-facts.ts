/** Associations as they cross; the properties are listed in `include.ts`. */
const FACTS = [
  'associationType', 'as', 'source', 'target', 'isSelfAssociation', 'isSingleAssociation', 'isMultiAssociation',
  'foreignKey', 'foreignKeyField', 'identifier', 'identifierField', 'targetKey', 'targetKeyField', 'targetKeyIsPrimary',
  'targetIdentifier', 'sourceKey', 'sourceKeyField', 'sourceKeyAttribute', 'sourceKeyIsPrimary', 'sourceIdentifier',
  'otherKey', 'foreignIdentifier', 'foreignIdentifierField'
] as const; // prettier-ignore

/** Not kept: keys are renamed when models are refreshed or another association joins in. */
export function associationFacts(association: any): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const name of FACTS) if (association[name] !== undefined) facts[name] = association[name];
  return facts;
}

/** Whether nothing of it has changed. Written out, because it is asked for every include of every statement. */
export function sameFacts(association: any, facts: Record<string, any>): boolean {
  return (
    association.associationType === facts.associationType &&
    association.as === facts.as &&
    association.source === facts.source &&
    association.target === facts.target &&
    association.isSelfAssociation === facts.isSelfAssociation &&
    association.isSingleAssociation === facts.isSingleAssociation &&
    association.isMultiAssociation === facts.isMultiAssociation &&
    association.foreignKey === facts.foreignKey &&
    association.foreignKeyField === facts.foreignKeyField &&
    association.identifier === facts.identifier &&
    association.identifierField === facts.identifierField &&
    association.targetKey === facts.targetKey &&
    association.targetKeyField === facts.targetKeyField &&
    association.targetKeyIsPrimary === facts.targetKeyIsPrimary &&
    association.targetIdentifier === facts.targetIdentifier &&
    association.sourceKey === facts.sourceKey &&
    association.sourceKeyField === facts.sourceKeyField &&
    association.sourceKeyAttribute === facts.sourceKeyAttribute &&
    association.sourceKeyIsPrimary === facts.sourceKeyIsPrimary &&
    association.sourceIdentifier === facts.sourceIdentifier &&
    association.otherKey === facts.otherKey &&
    association.foreignIdentifier === facts.foreignIdentifier &&
    association.foreignIdentifierField === facts.foreignIdentifierField
  );
}
