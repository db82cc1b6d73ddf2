/** Dialects that cannot tell generated keys row by row and count up from the last one. */
const GUESSES_KEYS = new Set(['mysql', 'mariadb', 'sqlite']);

/**
 * Puts what a bulk INSERT returned into the instances, in order. Guessed keys do not replace given ones; there may be
 * more results than instances.
 */
export function takeGeneratedValues(model: any, instances: any[], results: any[]): void {
  const attributeOf = attributesByColumn(model);
  const { primaryKeyAttribute } = model;
  const guesses = GUESSES_KEYS.has(model.sequelize.options.dialect);
  for (let i = 0; i < results.length && i < instances.length; i++) {
    const instance = instances[i];
    const result = results[i];
    for (const column in result) {
      if (!Object.prototype.hasOwnProperty.call(result, column)) continue;
      if (guesses && column === primaryKeyAttribute && instance.get(primaryKeyAttribute)) continue;
      instance.dataValues[attributeOf.get(column) ?? column] = result[column];
    }
  }
}

/** By attribute name and by column; the first attribute that fits wins, as in v6. */
function attributesByColumn(model: any): Map<string, string> {
  const names = new Map<string, string>();
  for (const attribute of Object.values<any>(model.rawAttributes)) {
    for (const key of [attribute.fieldName, attribute.field]) if (!names.has(key)) names.set(key, attribute.fieldName);
  }
  return names;
}
