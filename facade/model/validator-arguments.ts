/** From a validator's entry in an attribute definition to the arguments of the function of the `validator` package. */

/** Validators whose second parameter is a locale; `true` is not one. */
const LOCALIZED = new Set(['isAlpha', 'isAlphanumeric', 'isMobilePhone']);
/** Validators whose second parameter is an object of options; a message or `true` is not one. */
const WITH_OPTIONS = new Set(['isUrl', 'isURL', 'isEmail']);

export function normalizeTest(name: string, test: any): any {
  if (!WITH_OPTIONS.has(name)) return test;
  if (typeof test === 'object' && test !== null && test.msg) return { msg: test.msg };
  return test === true ? {} : test;
}

/** `{ args, msg }` or the arguments themselves; a list is spread. */
export function extractValidatorArgs(modelInstance: any, test: any, name: string, field: string): any[] {
  const args = test.args || test;
  if (Array.isArray(args)) return args.slice();
  if (name === 'isImmutable') return [args, field, modelInstance];
  if ((typeof args !== 'string' && LOCALIZED.has(name)) || name === 'isIP') return [];
  return [args];
}
