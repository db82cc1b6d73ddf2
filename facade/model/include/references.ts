/** Whether options refer to a joined table other than by an include: by `$name.column$`, `col`, `literal` and the like. */
import { Col, Literal, SequelizeMethod } from '../../expressions';
import { isPlainObject } from '../../objects/plain';
import { Op } from '../../operators';

/** Whether a text in these options may name a table joined as `as`. Says so rather once too often. */
export function mentions(options: unknown, as: string): boolean {
  const name = as.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`(^|[^\\w])${name}([^\\w]|$)`);
  return someText(options, true, text => pattern.test(text));
}

/** Whether there is SQL text, which may name columns of any table. */
export function hasText(options: unknown): boolean {
  return someExpression(options, expression => expression instanceof Literal);
}

/** Whether a condition compares with something that is not its own table's. */
export function refersOutside(where: unknown): boolean {
  if (!where) return false;
  const isDollar = (text: string) => /^\$.*\$$/.test(text);
  return (
    someText(where, false, isDollar) ||
    someExpression(where, expression => expression instanceof Col || expression instanceof Literal) ||
    hasColumnOperator(where)
  );
}

/** Looks at keys and at texts of expressions; `isPath`: also at texts that stand alone or in lists of lists, as in orders. */
function someText(value: any, isPath: boolean, test: (text: string) => boolean): boolean {
  if (typeof value === 'string') return isPath && test(value);
  if (Array.isArray(value)) return value.some(one => someText(one, isPath, test));
  if (value instanceof SequelizeMethod) return Object.values(value).some(one => someText(one, true, test));
  if (!isPlainObject(value)) return false;
  return Reflect.ownKeys(value as object).some(key => {
    const inner = (value as any)[key];
    if (typeof key === 'string' && test(key)) return true;
    // Values of a condition are data, except a column's name.
    const isData = typeof inner === 'string' || (Array.isArray(inner) && inner.every(one => typeof one === 'string'));
    return isData ? key === Op.col && test(String(inner)) : someText(inner, false, test);
  });
}

function someExpression(value: any, test: (expression: SequelizeMethod) => boolean): boolean {
  if (Array.isArray(value)) return value.some(one => someExpression(one, test));
  if (value instanceof SequelizeMethod) {
    return test(value) || Object.values(value).some(one => someExpression(one, test));
  }
  if (!isPlainObject(value)) return false;
  return Reflect.ownKeys(value as object).some(key => someExpression((value as any)[key], test));
}

function hasColumnOperator(value: any): boolean {
  if (Array.isArray(value)) return value.some(hasColumnOperator);
  if (!isPlainObject(value)) return false;
  return Reflect.ownKeys(value as object).some(key => key === Op.col || hasColumnOperator((value as any)[key]));
}
