/**
 * How a `QueryGenerator` gets its methods: a table of v6's names with their parameter counts becomes real, writable
 * prototype methods, each of which asks the compiler for the method of the same name. Users override, stub and
 * call them with `super` as they did with hand-written ones.
 */

/** v6's method names and `Function.length` of each. */
export type MethodTable = Readonly<Record<string, number>>;

const faces = new WeakSet<object>();

/** Whether `method` is ours, that is: nobody has overridden or stubbed it. */
export function isFace(method: unknown): boolean {
  return faces.has(method as object);
}

/** Adds one method per entry. Methods the class wrote by hand stay. */
export function addFaces(prototype: object, methods: MethodTable): void {
  for (const [name, length] of Object.entries(methods)) {
    if (Object.hasOwn(prototype, name)) continue;
    const value = faceOf(name);
    Object.defineProperty(value, 'length', { value: length, configurable: true });
    faces.add(value);
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: false });
  }
}

function faceOf(name: string): (...args: unknown[]) => unknown {
  const holder = {
    [name](this: { _compile(method: string, args: unknown[]): unknown }, ...args: unknown[]) {
      return this._compile(name, args);
    }
  };
  return holder[name];
}
