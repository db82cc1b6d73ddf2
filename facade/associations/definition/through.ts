/** The through model of a belongsToMany: given, found by name, or made. */
import _ from '../../packages/lodash';
import { AssociationError } from '../../errors';

/** Brings the `through` option into the form `{ model, … }`. v6: in the caller's options, so they can be used again. */
export function conformThrough(source: any, target: any, options: any): void {
  const { through } = options;
  if (through === undefined || through === null || through === true) {
    throw new AssociationError(
      `${source.name}.belongsToMany(${target.name}) requires through option, pass either a string or a model`
    );
  }
  if (!through.model) options.through = { model: through };
}

/** Turns a through model given by name into the model of that name, which is made if there is none. */
export function resolveThroughModel(association: any): void {
  const { through, sequelize, options } = association;
  if (typeof through.model === 'string') {
    const name = through.model;
    through.model = sequelize.isDefined(name) ? sequelize.model(name) : defineThrough(association, name);
  }
  Object.assign(
    options,
    _.pick(through.model.options, ['timestamps', 'createdAt', 'updatedAt', 'deletedAt', 'paranoid'])
  );
}

/** Made with the options of the association, and thus of the source, except what is about the source's own table. */
function defineThrough({ through, sequelize, options }: any, name: string): any {
  const modelOptions = {
    tableName: name,
    indexes: [],
    paranoid: through.paranoid || false,
    validate: {}
  };
  return sequelize.define(name, {}, Object.assign(options, modelOptions));
}
