/** A class that may also be called without `new`. */
export interface Invokeable<Args extends any[], Instance> {
  (...args: Args): Instance;
  new (...args: Args): Instance;
}

/**
 * Lets a class be called without `new`: `DataTypes.STRING(20)`.
 *
 * Unlike v6, which builds the wrapped class whatever was asked for, `class Mine extends Wrapped` makes a `Mine`.
 */
export function classToInvokable<Args extends any[], Instance extends object>(
  Class: new (...args: Args) => Instance
): Invokeable<Args, Instance> {
  const invokable: Invokeable<Args, Instance> = new Proxy(Class as any, {
    apply(_target, _self, args: Args) {
      return new Class(...args);
    },
    construct(_target, args: Args, newTarget) {
      if (newTarget === invokable || newTarget === Class) return new Class(...args);
      return Reflect.construct(Class, args, newTarget) as Instance;
    }
  });
  return invokable;
}
