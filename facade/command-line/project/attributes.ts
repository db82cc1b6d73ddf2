/**
 * `--attributes first:string,role:enum:{admin,guest},tags:array:string`, with commas or spaces between them, as
 * sequelize-cli reads it.
 */
import * as types from '../../data-types';
import { Failure } from '../failure';
import type { AttributeOfModel } from '../templates/javascript';

export function readAttributes(text: string): AttributeOfModel[] {
  // Commas and spaces inside of braces are part of the values.
  const parts = text.match(/(?:\{[^}]*\}|[^,\s{])+/g) ?? [];
  if (parts.length === 0) throw new Failure('--attributes names no attribute, as in "name:string,age:integer".');
  return parts.map(readAttribute);
}

function readAttribute(part: string): AttributeOfModel {
  const refuse = (why: string) => new Failure(`Attribute '${part}' cannot be parsed: ${why}`);
  const [name, type, detail, ...more] = part.split(':');
  if (!name || !type || more.length > 0) throw refuse('it must be "name:type", "name:array:type" or "name:enum:{a,b}"');
  if (detail === undefined) return { name, type: known(type, refuse) };
  const values = /^\{(.*)\}$/s.exec(detail)?.[1];
  if (type.toLowerCase() === 'array' && values === undefined) {
    return { name, type: 'ARRAY', elements: known(detail, refuse) };
  }
  if (type.toLowerCase() === 'enum' && values !== undefined) {
    return { name, type: 'ENUM', values: values.split(',').map(value => value.trim().replace(/^(['"])(.*)\1$/, '$2')) };
  }
  throw refuse('only "array:type" and "enum:{a,b}" have a third part');
}

function known(type: string, refuse: (why: string) => Failure): string {
  const name = type.toUpperCase();
  const all: Record<string, any> = (types as any).DataTypes ?? types;
  if (!Object.hasOwn(all, name)) throw refuse(`Unknown type '${type}'`);
  return name;
}
