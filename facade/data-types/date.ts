import type { Moment } from 'moment';
import { ABSTRACT } from './abstract';
import { valueToSql } from './engine-text';
import { asOptions, invalid, validator } from './invalid';
import { localTimeZone } from '../naming/time-zone';
import { moment, momentWithZones } from '../packages/on-demand';

/** A time of day. */
export class TIME extends ABSTRACT {}

/** The current time, as a default value. */
export class NOW extends ABSTRACT {}

/** A moment in time. */
export class DATE extends ABSTRACT {
  _length: string | number;

  /** @param length digits of the second's fraction, for MySQL and MariaDB */
  constructor(length?: string | number | { length?: string | number }) {
    super();
    const options = asOptions(length, { length: length as string | number | undefined });
    this.options = options;
    this._length = options.length || '';
  }

  validate(value: any): boolean {
    if (!validator().isDate(String(value))) throw invalid('%j is not a valid date', value);
    return true;
  }

  /** What is set on an instance: everything but nothing becomes a `Date`. */
  _sanitize(value: any, options?: { raw?: boolean }): any {
    if (options?.raw || value instanceof Date || !value) return value;
    return new Date(value);
  }

  _isChanged(value: any, originalValue: any): boolean {
    if (value && originalValue) {
      if (value === originalValue) return false;
      return !(value instanceof Date && originalValue instanceof Date && value.getTime() === originalValue.getTime());
    }
    return !(!value && !originalValue && value === originalValue);
  }

  /** The date as a moment in the time zone of the options, a name or an offset. Types of users call this. */
  _applyTimezone(date: any, options: { timezone?: string }): Moment {
    if (!options.timezone) return momentWithZones()(date);
    if (momentWithZones().tz.zone(options.timezone)) return momentWithZones()(date).tz(options.timezone);
    return moment()(date).utcOffset(options.timezone);
  }

  /** A moment (of the moment package) keeps its own zone. */
  override _stringify(date: any, options?: any): any {
    return valueToSql(this, ...asInstant(date, options));
  }
}

/** What the engine takes: a `Date`, and the zone to write it in, the local one if none is given. */
function asInstant(date: any, options: any): [Date, any] {
  if (date?._isAMomentObject) return [date.toDate(), { ...options, timezone: date.format('Z') }];
  const instant = date instanceof Date ? date : moment()(date).toDate();
  if (options?.timezone) return [instant, options];
  return [instant, { ...options, timezone: localTimeZone() }];
}

/** A day, as the text `YYYY-MM-DD`. */
export class DATEONLY extends ABSTRACT {
  override _stringify(value: any, _options?: any): any {
    return toDay(value);
  }

  _sanitize(value: any, options?: { raw?: boolean }): any {
    if (options?.raw || !value) return value;
    return toDay(value);
  }

  _isChanged(value: any, originalValue: any): boolean {
    return value !== originalValue;
  }
}

/** The first 28 days of every month exist, so a text that names one needs no look at the calendar. */
const certainDay = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;

function toDay(value: any): string {
  if (typeof value === 'string' && certainDay.test(value)) return value;
  return moment()(value).format('YYYY-MM-DD');
}
