/** Which association an include means. */
import { EagerLoadingError } from '../../errors';

/** The association of `source` with that target under that alias. v6 `Model._getIncludedAssociation`. */
export function includedAssociation(source: any, target: any, alias: any): any {
  const candidates = source.getAssociations(target);
  if (candidates.length === 0) {
    throw new EagerLoadingError(`${target.name} is not associated to ${source.name}!`);
  }
  const association = source.getAssociationForAlias(target, alias);
  if (association) return association;
  throw new EagerLoadingError(whyNone(source, target, alias, candidates));
}

function whyNone(source: any, target: any, alias: any, candidates: any[]): string {
  if (candidates.length > 1) {
    return (
      `${target.name} is associated to ${source.name} multiple times. ` +
      "To identify the correct association, you must use the 'as' keyword to specify the alias of the association you want to include."
    );
  }
  const start = `${target.name} is associated to ${source.name} using an alias. `;
  if (!alias) {
    return `${start}You must use the 'as' keyword to specify the alias within your include statement.`;
  }
  const aliases = candidates.map(candidate => candidate.as).join(', ');
  return `${start}You've included an alias (${alias}), but it does not match the alias(es) defined in your association (${aliases}).`;
}
