/** `sync`: creates the table, or with `alter` brings an existing one up to date. Also `drop`, `describe`, `dropSchema`. */
import { DatabaseError } from '../../errors';
import { hasHooksFor } from '../../hooks';

export async function sync(model: any, given: any): Promise<any> {
  const options = { ...model.options, ...given };
  options.hooks = options.hooks === undefined ? true : !!options.hooks;
  const { queryInterface, tableAttributes } = model;
  if (options.hooks && hasHooksFor(model, 'beforeSync')) await model.runHooks('beforeSync', options);

  const table = model.getTableName(options);
  const exists = options.force ? false : await queryInterface.tableExists(table, options);
  if (options.force) await model.drop(options);

  if (!exists) await queryInterface.createTable(table, tableAttributes, options, model);
  // enums are brought up to date even without `alter`
  else await queryInterface.ensureEnums(table, tableAttributes, options, model);
  if (exists && options.alter) await alter(model, table, options);
  await addMissingIndexes(model, table, options);

  if (options.hooks && hasHooksFor(model, 'afterSync')) await model.runHooks('afterSync', options);
  return model;
}

async function alter(model: any, table: any, options: any): Promise<void> {
  const { queryInterface, tableAttributes, fieldRawAttributesMap } = model;
  const [columns, foreignKeys] = await Promise.all([
    queryInterface.describeTable(table, options),
    queryInterface.getForeignKeyReferencesForTable(table, options)
  ]);

  for (const name of Object.keys(tableAttributes)) {
    const { field } = tableAttributes[name];
    if (!columns[name] && !columns[field])
      await queryInterface.addColumn(table, field || name, tableAttributes[name], options);
  }

  const mayDrop = options.alter === true || (typeof options.alter === 'object' && options.alter.drop !== false);
  if (!mayDrop) return;
  const removed = new Set<string>();
  for (const column of Object.keys(columns)) {
    const attribute = fieldRawAttributesMap[column];
    if (!attribute) {
      await queryInterface.removeColumn(table, column, options);
      continue;
    }
    if (attribute.primaryKey) continue;
    if (attribute.references)
      await removeForeignKeys(model, table, attribute.references, foreignKeys, removed, options);
    await queryInterface.changeColumn(table, column, attribute, options);
  }
}

/** A column's foreign keys go before it is changed, which adds them again. */
async function removeForeignKeys(
  model: any,
  table: any,
  references: any,
  foreignKeys: any[],
  removed: Set<string>,
  options: any
): Promise<void> {
  const { database, schema } = model.sequelize.config;
  for (const key of foreignKeys) {
    const isSame =
      key.tableCatalog === database &&
      (!schema || key.tableSchema === schema) &&
      key.referencedTableName === references.model &&
      key.referencedColumnName === references.key &&
      (!schema || key.referencedTableSchema === schema);
    if (!key.constraintName || !isSame || removed.has(key.constraintName)) continue;
    await model.queryInterface.removeConstraint(table, key.constraintName, options);
    removed.add(key.constraintName);
  }
}

async function addMissingIndexes(model: any, table: any, options: any): Promise<void> {
  const existing = await model.queryInterface.showIndex(table, options);
  const missing = model._indexes.filter((index: any) => !existing.some((other: any) => other.name === index.name));
  // concurrent indexes last: PostgreSQL may deadlock otherwise
  if (model.sequelize.options.dialect === 'postgres') {
    missing.sort((left: any, right: any) => Number(left.concurrently === true) - Number(right.concurrently === true));
  }
  for (const index of missing) {
    try {
      await model.queryInterface.addIndex(table, { ...options, ...index });
    } catch (error) {
      throw withColumns(model, index, error);
    }
  }
}

/** v6: the fields of an index are columns. An error about one that is an attribute's name says which column that is. */
function withColumns(model: any, index: any, error: any): any {
  if (!(error instanceof DatabaseError)) return error;
  const columns = index.fields.flatMap((field: any) => {
    const name = typeof field === 'string' ? field : (field?.name ?? field?.attribute);
    const column = Object.hasOwn(model.rawAttributes, String(name)) ? model.rawAttributes[name].field : name;
    return column === name || model.fieldRawAttributesMap[name] ? [] : [`"${name}" is the column "${column}"`];
  });
  if (columns.length > 0) {
    error.message += ` (fields of an index are columns: the attribute ${columns.join(', ')})`;
  }
  return error;
}

export async function drop(model: any, options: any): Promise<void> {
  return await model.queryInterface.dropTable(model.getTableName(options), options);
}

export async function dropSchema(model: any, schema: string): Promise<void> {
  return await model.queryInterface.dropSchema(schema);
}

export async function describe(model: any, schema: any, options: any): Promise<any> {
  return await model.queryInterface.describeTable(model.tableName, {
    schema: schema || model._schema || undefined,
    ...options
  });
}
