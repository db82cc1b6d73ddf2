/**
 * Values the association itself gives to a row it creates: the foreign key and its scope. They win over the caller's,
 * and are written even if `options.fields` does not name them.
 *
 * v6: `values` is changed, not copied; it may be an instance.
 */
export function assignOwned(values: any, owned: Record<string, unknown>, options: any): { values: any; options: any } {
  for (const name of Object.keys(owned)) values[name] = owned[name];
  if (!options.fields) return { values, options };
  return { values, options: { ...options, fields: [...options.fields, ...Object.keys(owned)] } };
}
