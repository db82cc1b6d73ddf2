/** Classes of dialects that only the original package has: they can be imported, not used. */

/** A class whose construction fails with one clear sentence. */
export function unsupportedClass(name: string, dialect: string): new (...args: unknown[]) => never {
  const unsupported = {
    [name]: class {
      constructor() {
        throw new Error(
          `The dialect ${dialect} is not supported by sequelize-rs. Use the original package: npm install sequelize@6.37.8`
        );
      }
    }
  };
  return unsupported[name] as any;
}
