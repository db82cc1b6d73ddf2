/**
 * Eager loading (`include`) needs associations, which this version does not have yet. Without an `include` option
 * these steps of the finders pass through; with one they say what is missing.
 */
const MISSING = 'Eager loading (the "include" option) is not available yet';

function refuse(what = ''): never {
  throw new Error(what ? `${MISSING} (${what}).` : `${MISSING}.`);
}

/** v6 brings every element into the form `{ model, association, as, … }`. An empty list is removed. */
export function conformIncludes(options: any): void {
  if (!options.include) return;
  if (Array.isArray(options.include) && options.include.length === 0) {
    delete options.include;
    return;
  }
  refuse();
}

/** v6 merges two includes of the same model and alias into one. */
export function uniqIncludes(options: any): void {
  if (options.include) refuse();
}

/** v6 replaces `{ all: true }` by the associations it stands for. */
export function expandIncludeAll(options: any): void {
  if (options.include) refuse('all');
}

export function refuseInclude(what: string): never {
  return refuse(what);
}

/** v6 loads `separate: true` includes by queries of their own. */
export function findSeparate(results: any, options: any): any {
  if (!options.include || options.raw || !results) return results;
  return refuse('separate');
}
