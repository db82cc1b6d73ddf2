/**
 * Makes `require('sequelize/lib/x')` return the thing itself, as in v6, while the file keeps named exports for the
 * rest of the facade. The named exports become hidden properties of the thing.
 *
 * Modules that were required in a cycle before this ran keep the first exports object; it holds the same names.
 */
export function exposeDefault(module: NodeModule, thing: object | Function): void {
  const named = module.exports as Record<string, unknown>;
  for (const name of Object.keys(named)) {
    if (Object.prototype.hasOwnProperty.call(thing, name)) continue;
    Object.defineProperty(thing, name, { get: () => named[name], enumerable: false, configurable: true });
  }
  for (const [name, value] of [
    ['default', thing],
    ['__esModule', true]
  ] as const) {
    if (Object.prototype.hasOwnProperty.call(thing, name)) continue;
    Object.defineProperty(thing, name, { value, enumerable: false, configurable: true, writable: true });
  }
  module.exports = thing;
}
