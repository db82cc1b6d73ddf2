/**
 * What of a tree of includes goes into the subquery that a `limit` needs when joins multiply rows, and the facts that
 * decide it. Names and rules are v6's (`Model._validateIncludedElements`).
 */

/** Completes the facts of an element whose own includes are complete, and passes them on to what holds it. */
export function collectFlags(include: any, options: any): void {
  if (include.duplicating === undefined) include.duplicating = include.association.isMultiAssociation;
  include.hasDuplicating = include.hasDuplicating || include.duplicating;
  include.hasRequired = include.hasRequired || include.required;

  options.hasDuplicating = options.hasDuplicating || include.hasDuplicating;
  options.hasRequired = options.hasRequired || include.required;
  options.hasWhere = options.hasWhere || include.hasWhere || Boolean(include.where);
}

/** Decides for every element of `options.include`, once the facts of all of them are known. */
export function decideJoins(options: any): void {
  const isTop = options.topModel === options.model;
  for (const include of options.include) {
    include.hasParentWhere = options.hasParentWhere || Boolean(options.where);
    include.hasParentRequired = options.hasParentRequired || Boolean(options.required);
    decideSubQuery(include, options);
    options.includeMap[include.as] = include;
    options.includeNames.push(include.as);
    if (isTop && options.subQuery === undefined && options.topLimit) {
      if (include.subQuery) options.subQuery = include.subQuery;
      else if (include.hasDuplicating) options.subQuery = true;
    }
    passOn(include, options);
  }
  if (isTop && options.subQuery === undefined) options.subQuery = false;
}

/** `subQuery`: joined inside the subquery. `subQueryFilter`: joined outside, and the subquery is filtered by it. */
function decideSubQuery(include: any, options: any): void {
  const isLimited = include.subQuery !== false && options.hasDuplicating && options.topLimit;
  if (isLimited && !include.duplicating) {
    include.subQuery = include.hasRequired;
    include.subQueryFilter = false;
  } else if (isLimited) {
    include.subQuery = include.subQuery || false;
    include.subQueryFilter = include.hasRequired;
  } else if (include.duplicating) {
    include.subQuery = include.subQuery || false;
    include.subQueryFilter = include.subQuery;
  } else {
    include.subQuery = include.subQuery || (include.hasParentRequired && include.hasRequired && !include.separate);
    include.subQueryFilter = false;
  }
}

function passOn(include: any, options: any): void {
  const { association } = include;
  options.hasIncludeWhere = options.hasIncludeWhere || include.hasIncludeWhere || Boolean(include.where);
  options.hasIncludeRequired = options.hasIncludeRequired || include.hasIncludeRequired || Boolean(include.required);
  if (association.isMultiAssociation || include.hasMultiAssociation) options.hasMultiAssociation = true;
  if (association.isSingleAssociation || include.hasSingleAssociation) options.hasSingleAssociation = true;
}
