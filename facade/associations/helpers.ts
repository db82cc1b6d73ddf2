/** Checks and steps that the association classes share. Keeps v6 `lib/associations/helpers`. */

/** An attribute and an association of one model cannot have the same name. */
export function checkNamingCollision(association: { source: any; as: string }): void {
  const { source, as } = association;
  if (!Object.hasOwn(source.rawAttributes, as)) return;
  throw new Error(
    `Naming collision between attribute '${as}' and association '${as}' on model ${source.name}. ` +
      'To remedy this, change either foreignKey or as in your association definition'
  );
}

/** Makes `attribute` reference the source's key, if the association asks for a constraint. */
export function addForeignKeyConstraints(attribute: any, source: any, _target: any, options: any, key?: string): void {
  if (!options.foreignKeyConstraint && !options.onDelete && !options.onUpdate) return;
  const fields = Object.keys(source.primaryKeys).map(name => source.rawAttributes[name].field || name);
  // A composite key cannot be referenced by one of its columns alone.
  if (fields.length !== 1 && fields.includes(key as string)) return;
  attribute.references = { model: source.getTableName(), key: key || fields[0] };
  attribute.onDelete = options.onDelete;
  attribute.onUpdate = options.onUpdate;
}

/** Gives `target` the association's methods under their public names, unless it has its own of that name. */
export function mixinMethods(
  association: any,
  target: any,
  methods: readonly string[],
  aliases: Readonly<Record<string, string>> = {}
): void {
  for (const method of methods) {
    const name = association.accessors[method];
    if (Object.hasOwn(target, name)) continue;
    // Looked up at call time: programs wrap the methods of the association classes.
    target[name] = function (...args: unknown[]) {
      return association[aliases[method] || method](this, ...args);
    };
  }
}
