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
