/**
 * Names of relations in `order` and in the argument of `quote`: `[Post, 'title']`, `['posts', 'title', 'DESC']`,
 * `[{ model: User, as: 'author' }, 'name']`. What v6's `quote` takes for an association crosses as one.
 */
import { Association } from '../associations';
import { SequelizeMethod } from '../expressions';
import { Model } from '../model';
import { isPlainObject } from '../objects/plain';
import { associationFacts } from './association-facts';

/** Words that end a path, if they do not stand first. */
const DIRECTION = /^(ASC|DESC|NULLS FIRST|NULLS LAST|(ASC|DESC) NULLS (FIRST|LAST))$/i;

/** An `order` with associations in the form that crosses; the given one if it names none. */
export function lowerOrder(order: any, model: any): any {
  if (!Array.isArray(order)) return order;
  let isChanged = false;
  const lowered = order.map(item => {
    const path = Array.isArray(item) ? item : [item];
    const found = lowerPath(path, model);
    if (found === path) return item;
    isChanged = true;
    return found;
  });
  return isChanged ? lowered : order;
}

/** One path, read from `parent` on. */
export function lowerPath(path: any, parent: any): any {
  if (!Array.isArray(path)) return path;
  let lowered: any[] | undefined;
  let previous: any;
  for (let index = 0; index < path.length; index++) {
    const item = path[index];
    const found = resolve(item, index, previous, parent);
    if (found !== item) {
      lowered ??= [...path];
      lowered[index] = found instanceof Association ? associationFacts(found) : (found?.facts ?? found);
    } else if (item instanceof Association) {
      lowered ??= [...path];
      lowered[index] = associationFacts(item);
    }
    previous = found;
  }
  if (lowered !== undefined) refuseMisplaced(lowered);
  return lowered ?? path;
}

/** Associations lead to what is ordered by: behind that, and as the last item, they mean nothing. */
function refuseMisplaced(path: any[]): void {
  const isFinal = (item: any) => typeof item === 'string' || item?._modelAttribute || item instanceof SequelizeMethod;
  const end = path.slice(0, -1).findIndex(isFinal);
  const misplaced = path.slice(end < 0 ? -1 : end).find(item => item?.associationType !== undefined);
  if (misplaced) throw new Error(`Unknown structure passed to order / group: ${misplaced.as}`);
}

/** A join model behind a many-to-many association; v6 makes an association of no kind for it. */
class ThroughStep {
  readonly facts: Record<string, unknown>;

  constructor(
    source: any,
    readonly target: any
  ) {
    this.facts = { associationType: 'Through', as: target.name, source, target };
  }
}

function resolve(item: any, index: number, previous: any, parent: any): any {
  if (Array.isArray(item)) return lowerPath(item, parent);
  const isStep = previous instanceof Association || previous instanceof ThroughStep;
  const model = isStep ? previous.target : previous ? undefined : parent;
  if (!isModel(model)) return item;
  if (typeof item === 'string') {
    const isDirection = index > 0 && DIRECTION.test(item);
    return !isDirection && Object.hasOwn(model.associations ?? {}, item) ? model.associations[item] : item;
  }
  const { target, as } = namedModel(item);
  return target ? stepTo(model, target, as, previous) : item;
}

function namedModel(item: any): { target?: any; as?: any } {
  if (isModel(item)) return { target: item };
  return isPlainObject(item) && isModel(item.model) ? { target: item.model, as: item.as } : {};
}

function stepTo(model: any, target: any, as: any, previous: any): any {
  if (!as && previous instanceof Association && (previous as any).through?.model === target) {
    return new ThroughStep(model, target);
  }
  const association = model.getAssociationForAlias(target, as) || model.getAssociationForAlias(target, target.name);
  if (association instanceof Association) return association;
  throw new Error(`Unable to find a valid association for model, '${target.name}'`);
}

function isModel(value: any): boolean {
  return typeof value === 'function' && value.prototype instanceof (Model as any);
}
