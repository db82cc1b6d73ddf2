'use strict';
// Makes a failing case smaller: drops elements of its arrays as long as it still fails.

/** The smallest variant found of `failing` for which `fails` still answers true (it may be async). */
async function shrink(failing, fails, budget = 400) {
  let smallest = failing;
  let isSmaller = true;
  while (isSmaller && budget > 0) {
    isSmaller = false;
    for (const variant of variants(smallest)) {
      if (budget-- <= 0) break;
      if (await fails(variant)) {
        smallest = variant;
        isSmaller = true;
        break;
      }
    }
  }
  return smallest;
}

/** Every variant with one array element less, outermost first. */
function* variants(description) {
  for (const path of arrayPaths(description, [])) {
    const { length } = at(description, path);
    for (let index = length - 1; index >= 0; index--) {
      const copy = structuredClone(description);
      at(copy, path).splice(index, 1);
      yield copy;
    }
  }
}

function* arrayPaths(node, path) {
  if (node === null || typeof node !== 'object') return;
  // A [key, value] pair of an object is no list.
  if (Array.isArray(node) && !isEntry(path)) yield path;
  for (const key of Object.keys(node)) yield* arrayPaths(node[key], [...path, key]);
}

function isEntry(path) {
  return path.length >= 2 && path[path.length - 2] === 'entries';
}

function at(node, path) {
  return path.reduce((current, key) => current[key], node);
}

module.exports = { shrink };
