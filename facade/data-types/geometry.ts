import { ABSTRACT } from './abstract';
import { aroundPlaceholder, valueToSql } from './engine-text';
import { isPlainObject } from '../objects/plain';
import { wkx } from '../packages/on-demand';

/** What the two kinds of shapes share. Values are GeoJSON objects. */
abstract class Shape extends ABSTRACT {
  /** `POINT`, `LINESTRING` … */
  type?: string;

  /** number of the reference system */
  srid?: number;

  constructor(type?: string | { type?: string; srid?: number }, srid?: number) {
    super();
    const options = isPlainObject(type) ? type : { type, srid };
    this.options = options;
    this.type = options.type as string | undefined;
    this.srid = options.srid;
  }

  override _stringify(value: any, _options?: any): any {
    return valueToSql(this, value);
  }

  /** The engine says what function stands around the placeholder. */
  override _bindParam(value: any, options: any): string {
    const { before, after } = aroundPlaceholder(this, value);
    return before + options.bindParam(this._boundShape(value)) + after;
  }

  /** What the function takes: well-known text, unless a dialect says otherwise. */
  _boundShape(value: any): any {
    return wkx().Geometry.parseGeoJSON(value).toWkt();
  }
}

Shape.prototype.escape = false;

/** A shape on a plane. */
export class GEOMETRY extends Shape {}

/** A shape on the globe (PostGIS). */
export class GEOGRAPHY extends Shape {}
