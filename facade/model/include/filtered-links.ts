/**
 * A quirk of v6: it makes the conditions that required includes put on a limited subquery (`_generateSubQueryFilter`)
 * of the includes of the statement itself. Their join models are completed a second time by that, and the keys that the
 * first time added to the attributes then count as asked for: objects show them.
 */

/** Adds the keys to what instances of join models below a filter of the subquery are to show. */
export function showFilteredKeys({ include, subQuery, limit, hasMultiAssociation }: any): void {
  const hasSubQuery = subQuery === undefined ? limit && hasMultiAssociation : subQuery;
  if (!hasSubQuery) return;
  for (const one of include) visit(one, []);
}

/** `path`: the includes from below the outermost one down to this one. */
function visit(include: any, path: any[]): void {
  if (include.separate || include._pseudo) return;
  if (include.subQueryFilter) {
    for (const one of [...path, ...requiredBelow(include)]) showKeys(one.through);
    return;
  }
  // v6: no filter for what is below an include that is not required
  if (!include.required || !include.include) return;
  for (const further of include.include) visit(further, [...path, further]);
}

function requiredBelow({ include }: any): any[] {
  const required = include?.filter((one: any) => one.required) ?? [];
  return required.flatMap((one: any) => [one, ...requiredBelow(one)]);
}

function showKeys(through: any): void {
  if (!through?.attributes) return;
  const names = through.attributes.map((attribute: any) => (Array.isArray(attribute) ? attribute[1] : attribute));
  through.originalAttributes = through.model._injectDependentVirtualAttributes(names);
}
