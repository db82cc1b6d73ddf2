/*
 * What the rest of the facade has to know about a data type before it leaves it to the engine: to which dialect its
 * class belongs, and whether a user changed how its values become SQL. Such a type is asked in JavaScript.
 */

const DIALECT = Symbol('sequelize.dialect');
const ours = new WeakSet<Function>();

/** The methods that decide about SQL text. */
const TEXT_METHODS = [
  'toString',
  'toSql',
  'stringify',
  '_stringify',
  'bindParam',
  '_bindParam',
  '_value',
  '_hexify'
] as const;

/** Declares the classes of one dialect (`''`: those of `DataTypes` itself) to be known to the engine. */
export function declareNative(classes: Record<string, any>, dialect: string): void {
  for (const Class of Object.values(classes)) {
    const { prototype } = Class;
    Object.defineProperty(prototype, DIALECT, { value: dialect, configurable: true });
    rememberMethods(prototype);
  }
}

/** Remembers the present methods of a prototype as ours. */
export function rememberMethods(prototype: any): void {
  for (const name of TEXT_METHODS) {
    if (typeof prototype[name] === 'function') ours.add(prototype[name]);
  }
}

/** `''` for a type of no dialect, and for a class that is not a data type. */
export function dialectOf(type: any): string {
  return type?.[DIALECT] ?? '';
}

/**
 * Whether the engine knows how values of this type become SQL: the class is ours, or a user's class that changes none
 * of the methods and has no name of its own, and nobody has replaced a method.
 */
export function isNative(type: any): boolean {
  if (type === null || typeof type !== 'object') return false;
  if (type === asked) return true;
  if (type[DIALECT] === undefined || !builtInKeys.has(type.key)) return false;
  return TEXT_METHODS.every(name => type[name] === undefined || ours.has(type[name]));
}

/**
 * Whether the engine knows how a column of this type is defined, though a method that writes values may be a user's.
 * Only for enums, whose values stay as they are once such a method has written them.
 */
export function isDefinedAsNative(type: any): boolean {
  if (type?.key !== 'ENUM' || type[DIALECT] === undefined) return false;
  return ours.has(type.toSql) && ours.has(type.toString);
}

const builtInKeys = new Set<string>();

/** Names (`key`) the engine has a text for. */
export function declareBuiltInKeys(keys: Iterable<string>): void {
  for (const key of keys) builtInKeys.add(key);
}

export function isBuiltInKey(key: string): boolean {
  return builtInKeys.has(key);
}

let asked: object | undefined;

/**
 * Asks the engine about a type as if it were native: one of our methods asks, called by a user's method that stands in
 * front of it.
 */
export function askAsNative<T>(type: object, ask: () => T): T {
  const before = asked;
  asked = type;
  try {
    return ask();
  } finally {
    asked = before;
  }
}
