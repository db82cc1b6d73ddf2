/** Scopes: named or ad-hoc finder options a model applies by itself. `scope()` and `schema()` return subclasses. */
import _ from '../packages/lodash';
import { SequelizeScopeError } from '../errors';
import { cloneDeep } from '../utils';
import { isPlainObject } from '../objects/plain';
import { warnOnce } from './warn-once';

/** An anonymous subclass that goes by the model's name. */
function subclass(model: any): any {
  const derived = class extends model {};
  Object.defineProperty(derived, 'name', { value: model.name });
  return derived;
}

export function schema(model: any, name: any, options?: any): any {
  const derived = subclass(model);
  derived._schema = name;
  const delimiter = typeof options === 'string' ? options : options?.schemaDelimiter;
  if (delimiter) derived._schemaDelimiter = delimiter;
  return derived;
}

export function addScope(model: any, name: string, scope: any, options?: any): void {
  const taken = name === 'defaultScope' ? Object.keys(model.options.defaultScope).length > 0 : false;
  if ((taken || name in model.options.scopes) && !options?.override) {
    throw new Error(`The scope ${name} already exists. Pass { override: true } as options to silence this error`);
  }
  if (name === 'defaultScope') model.options.defaultScope = model._scope = scope;
  else model.options.scopes[name] = scope;
}

/** `requested` is the argument list of `Model.scope`: names, `{ method }`, plain finder options, or arrays of these. */
export function scope(model: any, requested: any[]): any {
  const scoped = subclass(model);
  scoped._scope = {};
  scoped._scopeNames = [];
  scoped.scoped = true;
  if (!requested[0]) return scoped;

  for (const request of _.flatten(requested)) {
    const { found, name } = resolve(scoped, request);
    if (!found) throw new SequelizeScopeError(`Invalid scope ${name} called.`);
    model._conformIncludes(found, model);
    warnOfOverwrites(model, scoped, found, name || 'defaultScope');
    model._assignOptions(scoped._scope, cloneDeep(found));
    scoped._scopeNames.push(name || 'defaultScope');
  }
  return scoped;
}

/** v6: of conditions on the same attribute the last scope's is kept, and with it rows may be seen that a scope hides. */
function warnOfOverwrites(model: any, scoped: any, found: any, name: string): void {
  const before = scoped._scope.where;
  const { where } = found;
  if (model.options.whereMergeStrategy === 'and' || !isPlainObject(before) || !isPlainObject(where)) return;
  for (const key of Reflect.ownKeys(where)) {
    if (!Object.hasOwn(before, key) || _.isEqual(before[key], where[key])) continue;
    warnOnce(
      'SEQUELIZE_RS_SCOPE_OVERWRITE',
      `${model.name} ${[...scoped._scopeNames, name].join()} ${String(key)}`,
      `The scope "${name}" of ${model.name} replaces the condition on ${String(key)} of the scopes before it ` +
        `(${scoped._scopeNames.join(', ')}). With whereMergeStrategy: 'and' all of them hold.`
    );
  }
}

function resolve(model: any, request: any): { found: any; name: any } {
  const { scopes, defaultScope } = model.options;
  if (isPlainObject(request)) {
    const { method } = request;
    if (!method) return { found: request, name: null };
    const [name, ...args] = Array.isArray(method) ? method : [method];
    // v6: a method that is not a scope leaves the name out of the message
    return scopes[name] ? { found: scopes[name].apply(model, args), name } : { found: null, name: null };
  }
  if (request === 'defaultScope' && isPlainObject(defaultScope)) return { found: defaultScope, name: null };
  const named = scopes[request];
  return { found: typeof named === 'function' ? named() : named, name: request };
}

/** Options that have the scope of their model in them already. */
const complete = new WeakSet<object>();

/** Says that a scope has nothing to add to these options. */
export function skipScope(options: object): void {
  complete.add(options);
}

/** Fills in what the model's scope says and `options` do not. v6 `Model._injectScope`. */
export function injectScope(model: any, options: any): void {
  if (!options.include && hasNoKeys(model._scope)) return;
  model._defaultsOptions(options, complete.has(options) ? {} : cloneDeep(model._scope));
}

function hasNoKeys(scope: any): boolean {
  if (!scope) return true;
  for (const _key in scope) return false;
  return Object.getOwnPropertySymbols(scope).length === 0;
}
