/**
 * The functions of lodash that the facade uses. The package is loaded when the first of them is called: many programs
 * never need one before their first query, and it is a large file.
 */
import { lodash } from './on-demand';

type Lodash = ReturnType<typeof lodash>;

const names = [
  'assignWith',
  'castArray',
  'clone',
  'cloneDeep',
  'defaults',
  'difference',
  'differenceWith',
  'flatten',
  'flattenDepth',
  'get',
  'groupBy',
  'identity',
  'intersection',
  'isEmpty',
  'isEqual',
  'isObject',
  'isPlainObject',
  'last',
  'mapValues',
  'merge',
  'mergeWith',
  'omit',
  'pick',
  'pickBy',
  'pull',
  'union',
  'unionBy',
  'uniq',
  'upperFirst',
  'without',
  'zipObject'
] as const;

const functions = {} as Pick<Lodash, (typeof names)[number]>;

for (const name of names) {
  Object.defineProperty(functions, name, {
    configurable: true,
    enumerable: true,
    get() {
      const loaded = lodash();
      for (const each of names) Object.defineProperty(functions, each, { value: loaded[each] });
      return functions[name];
    }
  });
}

export default functions;
