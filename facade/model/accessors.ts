/** Properties on a model's prototype that read and write attributes through `get` and `set`. */

/** Collects custom getters and setters and builds the property descriptors, by attribute name. */
export function collectAccessors(model: any): Record<string, PropertyDescriptor> {
  const { prototype, options, rawAttributes } = model;
  const getters: any = { ...options.getterMethods };
  const setters: any = { ...options.setterMethods };
  const descriptors: Record<string, PropertyDescriptor> = {};

  const names = new Set([...Object.keys(getters), ...Object.keys(rawAttributes)]);
  for (const name of names) describe(descriptors, name).get = reader(name);
  for (const name of new Set([...Object.keys(setters), ...Object.keys(rawAttributes)])) {
    describe(descriptors, name).set = writer(name);
  }

  for (const name of Object.keys(rawAttributes)) {
    const attribute = rawAttributes[name];
    if (typeof attribute.get === 'function') getters[name] = attribute.get;
    if (typeof attribute.set === 'function') setters[name] = attribute.set;
  }

  prototype._customGetters = getters;
  prototype._customSetters = setters;
  prototype._hasCustomGetters = Object.keys(getters).length;
  prototype._hasCustomSetters = Object.keys(setters).length;
  return descriptors;
}

/** Defines the properties; a name that is a method of `Model` itself is left alone, as in v6. */
export function defineAccessors(model: any, base: any, descriptors: Record<string, PropertyDescriptor>): void {
  for (const name of Object.keys(descriptors)) {
    if (Object.prototype.hasOwnProperty.call(base.prototype, name)) {
      model.sequelize.log(`Not overriding built-in method from model attribute: ${name}`);
      continue;
    }
    Object.defineProperty(model.prototype, name, descriptors[name]!);
  }
}

function describe(descriptors: Record<string, PropertyDescriptor>, name: string): PropertyDescriptor {
  return (descriptors[name] ??= { configurable: true });
}

function reader(name: string) {
  return function (this: any) {
    return this.get(name);
  };
}

function writer(name: string) {
  return function (this: any, value: unknown) {
    return this.set(name, value);
  };
}
