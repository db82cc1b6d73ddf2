/** The models of a Sequelize instance, in the order they were defined, and the order their tables depend on. */
import { exposeDefault } from './bridge/commonjs';
import type { Sequelize } from './sequelize';

/** What the manager needs of a model: a class with a table and attributes. */
type ManagedModel = any;

export class ModelManager {
  models: ManagedModel[] = [];
  declare sequelize: Sequelize;

  constructor(sequelize: Sequelize) {
    this.sequelize = sequelize;
  }

  /** Adds the model; `sequelize.models` gets it under its name. */
  addModel(model: ManagedModel): ManagedModel {
    this.models.push(model);
    this.sequelize.models[model.name] = model;
    return model;
  }

  /** Removes every model of that name. */
  removeModel(modelToRemove: ManagedModel): void {
    this.models = this.models.filter(model => model.name !== modelToRemove.name);
    delete this.sequelize.models[modelToRemove.name];
  }

  /** The first model whose `options.attribute` (`name` unless told) equals `against`. */
  getModel(against: unknown, options?: { attribute?: string }): ManagedModel | undefined {
    const attribute = options?.attribute ?? 'name';
    return this.models.find(model => model[attribute] === against);
  }

  findModel(callback: (model: ManagedModel) => unknown): ManagedModel | undefined {
    return this.models.find(callback);
  }

  get all(): ManagedModel[] {
    return this.models;
  }

  /**
   * All models, those that reference others before those they reference (the order to drop tables in; reversed, the
   * order to create them in). `null` if references form a circle.
   */
  getModelsTopoSortedByForeignKey(): ManagedModel[] | null {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- needed by `sync` only
    const Toposort = require('toposort-class');
    const sorter = new Toposort();
    const byTable = new Map<string, ManagedModel>();
    for (const model of this.models) {
      const table = tableKey(model.getTableName());
      byTable.set(table, model);
      sorter.add(
        table,
        referencedTables(model).filter(referenced => referenced !== table)
      );
    }
    let sorted: string[];
    try {
      sorted = sorter.sort();
    } catch (error) {
      if (!(error as Error).message.startsWith('Cyclic dependency found.')) throw error;
      return null;
    }
    return sorted.map(table => byTable.get(table)).filter(Boolean);
  }

  /**
   * Calls `iterator` with every model, referenced tables first; `{ reverse: false }` turns that round.
   * Fails if references form a circle.
   * @deprecated as in v6
   */
  forEachModel(iterator: (model: ManagedModel) => void, options?: { reverse?: boolean }): void {
    const models = this.getModelsTopoSortedByForeignKey();
    if (!models) throw new Error('Cyclic dependency found.');
    if (options?.reverse ?? true) models.reverse();
    for (const model of models) iterator(model);
  }
}

function referencedTables(model: ManagedModel): string[] {
  return Object.values<any>(model.rawAttributes)
    .filter(attribute => attribute.references)
    .map(attribute => tableKey(attribute.references.model));
}

function tableKey(table: string | { schema?: string; tableName: string }): string {
  return typeof table === 'object' && table !== null ? `${table.schema}.${table.tableName}` : table;
}

export default ModelManager;

exposeDefault(module, ModelManager);
