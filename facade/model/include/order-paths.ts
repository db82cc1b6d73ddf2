/** Orders that go by associations (`['posts', 'title', 'DESC']`), and what they are worth within one parent. */
import { Association } from '../../associations';
import { isPlainObject } from '../../objects/plain';

const DIRECTION = /^(ASC|DESC|NULLS FIRST|NULLS LAST|(ASC|DESC) NULLS (FIRST|LAST))$/i;

/** Aliases of the associations an order goes by. */
export function stepsOf(item: any, model: any): string[] {
  const steps: string[] = [];
  if (!Array.isArray(item)) return steps;
  let current = model;
  for (const part of item) {
    const association = stepTo(part, current);
    if (!association) break;
    steps.push(association.as);
    current = association.target;
  }
  return steps;
}

function stepTo(part: any, model: any): any {
  if (part instanceof Association) return part;
  if (typeof part === 'string')
    return Object.hasOwn(model.associations ?? {}, part) ? model.associations[part] : undefined;
  const target = isModel(part)
    ? part
    : isPlainObject(part) && isModel((part as any).model)
      ? (part as any).model
      : undefined;
  if (!target) return undefined;
  const as = isModel(part) ? undefined : (part as any).as;
  return model.getAssociationForAlias(target, as) || model.getAssociationForAlias(target, target.name) || undefined;
}

function isModel(value: any): boolean {
  return typeof value === 'function' && typeof value.getTableName === 'function';
}

/**
 * `own`, which go by one association, as orders of its target, if they only order rows within one parent: what comes
 * before them must tell parents apart. Nothing if they say more.
 */
export function movableOrders(orders: any[], own: any[], model: any): any[] | undefined {
  if (!tellsParentsApart(orders, model)) return undefined;
  const moved = own.map(item => item.slice(1));
  return moved.every(isSimple) ? moved : undefined;
}

/** Whether the orders before the first one by an association have the model's whole key. */
export function tellsParentsApart(orders: any[], model: any): boolean {
  const first = orders.findIndex(item => stepsOf(item, model).length > 0);
  const before = new Set((first < 0 ? orders : orders.slice(0, first)).map(attributeOf));
  const keys: string[] = model.primaryKeyAttributes;
  return keys.length > 0 && keys.every(name => before.has(name));
}

function attributeOf(item: any): string | undefined {
  if (typeof item === 'string') return item;
  return isSimple(item) ? item[0] : undefined;
}

/** An attribute and at most a direction. */
function isSimple(item: any): boolean {
  if (!Array.isArray(item) || typeof item[0] !== 'string' || item.length > 2) return false;
  return item.length === 1 || (typeof item[1] === 'string' && DIRECTION.test(item[1]));
}
