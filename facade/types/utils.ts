/** Helper types. Nothing here exists at run time. */
export type { AnyFunction, MakeNullishOptional, NullishPropertiesOf } from '../model/infer';

/** Names of the types `isPrimitive` accepts. */
export type Primitive = 'string' | 'number' | 'boolean';

/** The same without `readonly`, at all depths. */
export type DeepWriteable<T> = { -readonly [P in keyof T]: DeepWriteable<T[P]> };

/** `BaseType` with these keys required. */
export type SetRequired<BaseType, Keys extends keyof BaseType = keyof BaseType> =
  Pick<BaseType, Exclude<keyof BaseType, Keys>> & Required<Pick<BaseType, Keys>> extends infer Whole
    ? { [Key in keyof Whole]: Whole[Key] }
    : never;

/** Makes plurals and singulars of model names. */
export interface Inflector {
  singularize(str: string): string;
  pluralize(str: string): string;
}

/** What `mapFinderOptions` reads of finder options. */
export interface OptionsForMapping<TAttributes> {
  attributes?: string[];
  where?: import('../model/where').WhereOptions<TAttributes>;
}
