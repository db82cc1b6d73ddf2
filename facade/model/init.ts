/** `Model.init`: from attribute definitions and options to a model its sequelize instance knows. */
import { cloneDeep } from '../objects/clone';
import { merge, pluralize, singularize, underscoredIf } from '../utils';
import { normalizeAttributes } from './attributes';
import { namedIndex } from './indexes';
import { nameTimestamps } from './timestamps';
import { warnOnce } from './warn-once';

const DEFAULT_OPTIONS = {
  timestamps: true,
  freezeTableName: false,
  underscored: false,
  paranoid: false,
  rejectOnEmpty: false,
  whereCollection: null,
  schema: null,
  schemaDelimiter: '',
  whereMergeStrategy: 'overwrite'
};

/**
 * Initialises `model` (a subclass of `base`, which is `Model`) and registers it.
 * Fires `beforeDefine` and `afterDefine`. A model of the same name is replaced.
 */
export function init(model: any, base: any, attributes: any, options: any): any {
  if (!options.sequelize) throw new Error('No Sequelize instance passed');
  model.sequelize = options.sequelize;

  options = completeOptions(model, options);
  model.sequelize.runHooks('beforeDefine', attributes, options);

  if (options.modelName !== model.name) Object.defineProperty(model, 'name', { value: options.modelName });
  delete options.modelName;

  model.options = { ...DEFAULT_OPTIONS, validate: {}, defaultScope: {}, scopes: {}, indexes: [], ...options };
  replaceNamesake(model);

  model.associations = {};
  model._setupHooks(options.hooks);
  nameTable(model);
  checkOptions(model, attributes, options);

  model.rawAttributes = normalizeAttributes(model, base, attributes);
  model._indexes = model.options.indexes.map((index: any) => namedIndex(model, index));
  model.primaryKeys = {};
  nameTimestamps(model);
  addDefaults(model);

  warnOfMisplacedDefaultScope(model);
  model._scope = model.options.defaultScope;
  model._scopeNames = ['defaultScope'];

  model.sequelize.modelManager.addModel(model);
  model.sequelize.runHooks('afterDefine', model);
  return model;
}

/** The caller's options over `sequelize.options.define`, with the names in singular and plural. */
function completeOptions(model: any, options: any): any {
  const shared = model.sequelize.options;
  options = merge(cloneDeep(shared.define, true), options);
  if (!options.modelName) options.modelName = model.name;
  return merge(
    {
      name: { plural: pluralize(options.modelName), singular: singularize(options.modelName) },
      indexes: [],
      omitNull: shared.omitNull,
      schema: shared.schema
    },
    options
  );
}

function replaceNamesake(model: any): void {
  const { modelManager } = model.sequelize;
  if (model.sequelize.isDefined(model.name)) modelManager.removeModel(modelManager.getModel(model.name));
}

function nameTable(model: any): void {
  const { options } = model;
  model.underscored = options.underscored;
  model.tableName =
    options.tableName ||
    (options.freezeTableName ? model.name : underscoredIf(pluralize(model.name), model.underscored));
  model._schema = options.schema;
  model._schemaDelimiter = options.schemaDelimiter;
}

function checkOptions(model: any, attributes: any, options: any): void {
  for (const name of Object.keys(options.validate || {})) {
    if (Object.prototype.hasOwnProperty.call(attributes || {}, name)) {
      throw new Error(
        `A model validator function must not have the same name as a field. Model: ${model.name}, field/validation name: ${name}`
      );
    }
    if (typeof options.validate[name] !== 'function') {
      throw new Error(
        `Members of the validate option must be functions. Model: ${model.name}, error with validate member ${name}`
      );
    }
  }
  const strategy = model.options.whereMergeStrategy;
  if (strategy !== 'and' && strategy !== 'overwrite') {
    throw new Error(`Invalid value ${strategy} for whereMergeStrategy. Allowed values are 'and' and 'overwrite'.`);
  }
}

/** `refreshAttributes` is called as a method: subclasses and plug-ins wrap it. */
function addDefaults(model: any): void {
  model._addDefaultAttributes();
  model.refreshAttributes();
  model._findAutoIncrementAttribute();
}

/** v6 takes it for a scope of that name, which nothing can reach. */
function warnOfMisplacedDefaultScope(model: any): void {
  if (!Object.prototype.hasOwnProperty.call(model.options.scopes ?? {}, 'defaultScope')) return;
  warnOnce(
    'SEQUELIZE_RS_DEFAULT_SCOPE',
    model.name,
    `The model ${model.name} has "defaultScope" inside "scopes", where it has no effect: defaultScope belongs beside scopes.`
  );
}
