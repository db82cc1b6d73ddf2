/** Eager loading, as far as it happens in JavaScript: what `include` may be, and what becomes of it. */
export { expandIncludeAll, expandIncludeAllElement } from './include/all';
export { includedAssociation } from './include/association';
export { conformInclude, conformIncludes, transformStringAssociation, uniqIncludes } from './include/conform';
export { findSeparate } from './include/separate';
export { validateIncludedElement, validateIncludedElements } from './include/validate';
