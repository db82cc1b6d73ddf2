/**
 * The columns that decide, in `bulkCreate` with `updateOnDuplicate`, whether a row exists: those of the unique indexes
 * (partial ones excepted) and of the first unique key together, else the primary key.
 */
export function conflictKeys(model: any): string[] {
  const keys: string[] = [];
  for (const index of model._indexes) if (index.unique && !index.where) keys.push(...index.fields);
  const firstUnique: any = Object.values(model.uniqueKeys).find((key: any) => key.fields.length > 0);
  if (firstUnique) keys.push(...firstUnique.fields);
  return keys.length > 0 ? keys : Object.values<any>(model.primaryKeys).map(attribute => attribute.field);
}
