/**
 * Models by number. The compiler keeps what it needs of a model (names, columns, types); a statement then names the
 * model by its number. A model is described again when its attributes have been refreshed.
 */
import { forgetCustomTypes } from '../lowering/custom-types';
import type { Templates } from './templates';
import type { ModelNumbers } from './value';

/** What this file needs of an engine. */
export interface ModelStore {
  /** Keeps a description, gives its number. */
  registerModel(description: Record<string, unknown>): number;
  forgetModel(number: number): void;
  /** Forgets the templates of a model whose number is not used any more. */
  forgetTemplates(number: number): void;
  /** What is kept of the texts of a model as it is now. */
  templatesOf(model: object): Templates;
}

interface Registration {
  owner: ModelRegistry;
  number: number;
  attributes: object;
  name: string;
  schema: unknown;
  isStale: boolean;
  /** Made with the first text. */
  templates: Templates | undefined;
  /** When they were made; see `forgetTexts`. */
  textsAge: number;
}

const REGISTRATION = Symbol('sequelize.registration');

/** Says that the attributes of a model have changed. */
export function invalidateModel(model: object): void {
  if ((model as any).rawAttributes) forgetCustomTypes((model as any).rawAttributes);
  const registration = (model as any)[REGISTRATION] as Registration | undefined;
  if (registration) registration.isStale = true;
}

export class ModelRegistry implements ModelNumbers {
  /** Models by the objects that stand for their attributes. */
  private readonly owners = new WeakMap<object, WeakRef<object>>();
  private readonly forget: FinalizationRegistry<number>;
  private textsAge = 0;

  constructor(private readonly store: ModelStore) {
    this.forget = new FinalizationRegistry(number => store.forgetModel(number));
  }

  modelNumber(model: any): number {
    const attributes = model.rawAttributes;
    if (typeof model !== 'function' || attributes === undefined || typeof model.getTableName !== 'function') return 0;
    const known = model[REGISTRATION] as Registration | undefined;
    if (
      known !== undefined &&
      !known.isStale &&
      known.attributes === attributes &&
      known.owner === this &&
      known.name === model.name &&
      // A model in another schema is a subclass, which inherits the registration.
      known.schema === model._schema
    ) {
      return known.number;
    }
    return this.register(model);
  }

  /** The templates of a registered model. */
  templates(model: any): Templates | undefined {
    if (typeof model !== 'function' || this.modelNumber(model) === 0) return undefined;
    const registration = model[REGISTRATION] as Registration;
    if (registration.templates === undefined || registration.textsAge !== this.textsAge) {
      registration.templates = this.store.templatesOf(model);
      registration.textsAge = this.textsAge;
    }
    return registration.templates;
  }

  /** The compiler has changed: what is kept of texts holds no longer. */
  forgetTexts(): void {
    this.textsAge++;
  }

  attributesNumber(attributes: object): number {
    const owner = this.owners.get(attributes)?.deref();
    return owner === undefined ? 0 : this.modelNumber(owner);
  }

  describe(model: any): Record<string, unknown> {
    const { tableName, schema, delimiter } = tableOf(model);
    return {
      name: model.name,
      tableName,
      schema,
      delimiter,
      rawAttributes: describeAttributes(model.rawAttributes ?? {}),
      primaryKeys: model.primaryKeyAttributes ?? primaryKeys(model),
      options: { hasTrigger: model.options?.hasTrigger, primaryKeyField: model.primaryKeyField }
    };
  }

  private register(model: any): number {
    const before = model[REGISTRATION] as Registration | undefined;
    if (before?.owner === this && Object.hasOwn(model, REGISTRATION)) this.store.forgetTemplates(before.number);
    const number = this.store.registerModel(this.describe(model));
    const registration: Registration = {
      owner: this,
      number,
      attributes: model.rawAttributes,
      name: model.name,
      schema: model._schema,
      isStale: false,
      templates: undefined,
      textsAge: 0
    };
    Object.defineProperty(model, REGISTRATION, { value: registration, writable: true, configurable: true });
    const owner = new WeakRef(model);
    for (const attributes of [model.rawAttributes, model.fieldRawAttributesMap]) {
      if (attributes) this.owners.set(attributes, owner);
    }
    this.forget.register(model, number);
    return number;
  }
}

function tableOf(model: any): { tableName?: string; schema?: string; delimiter?: string } {
  return {
    tableName: model.tableName,
    schema: model._schema || undefined,
    delimiter: model._schemaDelimiter || undefined
  };
}

/** The parts of definitions that reach statements; the rest may point back at the model. */
/** An object that stands in for a model may name the column only. */
function primaryKeys(model: any): string[] {
  const names = Object.keys(model.primaryKeys ?? {});
  return names.length === 0 && model.primaryKeyField ? [model.primaryKeyField] : names;
}

function describeAttributes(attributes: Record<string, any>): Record<string, unknown> {
  const described: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(attributes)) {
    const { field, type, primaryKey, autoIncrement, autoIncrementIdentity, allowNull, unique } = attributes[name] ?? {};
    described[name] = { field, type, primaryKey, autoIncrement, autoIncrementIdentity, allowNull, unique };
  }
  return described;
}
