import { inflection as inflectionPackage } from '../packages/on-demand';

/** The part of the `inflection` package that is used, so that `useInflection` can replace it. */
export interface Inflection {
  singularize(word: string): string;
  pluralize(word: string): string;
  underscore(word: string): string;
}

let chosen: Inflection | undefined;

/** Loaded when the first name is made. */
function inflection(): Inflection {
  return (chosen ??= inflectionPackage() as Inflection);
}

/** Replaces the package that makes plurals and singulars of model names. */
export function useInflection(replacement: Inflection): void {
  chosen = replacement;
}

/** `some_name`, `some-name`, `some name` → `someName`. */
export function camelize(text: string): string {
  // v6: a separator at the end throws
  return text.trim().replace(/[-_\s]+(.)?/g, (_match, letter) => letter.toUpperCase());
}

export function camelizeIf(text: string, condition?: boolean): string {
  return condition ? camelize(text) : text;
}

/** `someName` → `some_name`. */
export function underscore(text: string): string {
  return inflection().underscore(text);
}

export function underscoredIf(text: string, condition?: boolean): string {
  return condition ? underscore(text) : text;
}

export function singularize(word: string): string {
  return inflection().singularize(word);
}

export function pluralize(word: string): string {
  return inflection().pluralize(word);
}

/** A copy of an object with camelized keys. */
export function camelizeObjectKeys(object: Record<string, any>): Record<string, any> {
  return Object.fromEntries(Object.keys(object).map(key => [camelize(key), object[key]]));
}
