/** Intervals as v6's driver gives them: an object with the parts that are not zero. */

const NAMES = ['years', 'months', 'days', 'hours', 'minutes', 'seconds', 'milliseconds'] as const;

const TEXT =
  /^(?:([+-]?\d+) years?)?\s*(?:([+-]?\d+) mons?)?\s*(?:([+-]?\d+) days?)?\s*(?:([+-])?(\d+):(\d\d):(\d\d)(?:\.(\d{1,6}))?)?$/;

export class Interval {
  declare years?: number;
  declare months?: number;
  declare days?: number;
  declare hours?: number;
  declare minutes?: number;
  declare seconds?: number;
  declare milliseconds?: number;

  /** In the server's words. */
  toPostgres(): string {
    const parts = NAMES.slice(0, 6)
      .filter(name => this[name] || (name === 'seconds' && this.milliseconds))
      .map(name => `${name === 'seconds' ? this.allSeconds() : this[name]} ${name}`);
    return parts.length === 0 ? '0' : parts.join(' ');
  }

  /** ISO 8601. */
  toISOString(): string {
    const { years = 0, months = 0, days = 0, hours = 0, minutes = 0 } = this;
    return `P${years}Y${months}M${days}DT${hours}H${minutes}M${this.allSeconds()}S`;
  }

  toISO(): string {
    return this.toISOString();
  }

  private allSeconds(): string {
    const { seconds = 0, milliseconds = 0 } = this;
    if (!milliseconds) return String(seconds);
    return (seconds + milliseconds / 1000).toFixed(6).replace(/\.?0+$/, '');
  }
}

export function interval(text: string): Interval {
  const result = new Interval();
  const match = TEXT.exec(text);
  if (match === null) return result;
  const [, years, months, days, sign, hours, minutes, seconds, fraction] = match;
  const turn = sign === '-' ? -1 : 1;
  const values = [
    Number(years ?? 0),
    Number(months ?? 0),
    Number(days ?? 0),
    turn * Number(hours ?? 0),
    turn * Number(minutes ?? 0),
    turn * Number(seconds ?? 0),
    (turn * Number((fraction ?? '0').padEnd(6, '0'))) / 1000
  ];
  NAMES.forEach((name, index) => {
    if (values[index]) result[name] = values[index];
  });
  return result;
}
