/** Values for the parameters of a raw statement, as v6's driver sends them: text, bytes or null. */

/** Dates are sent with the offset of the local zone: a column without a zone keeps the local time. */
export function bindValue(value: any, seen: object[] = []): unknown {
  if (value === null || value === undefined) return null;
  if (Buffer.isBuffer(value)) return value;
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (Object.prototype.toString.call(value) === '[object Date]') return localDate(value);
  if (Array.isArray(value)) return arrayText(value);
  if (typeof value !== 'object') return String(value);
  if (typeof value.toPostgres !== 'function') return JSON.stringify(value);
  if (seen.includes(value)) throw new Error(`circular reference detected while preparing "${value}" for query`);
  return bindValue(value.toPostgres(bindValue), [...seen, value]);
}

function arrayText(items: any[]): string {
  const texts = items.map(item => {
    if (item === null || item === undefined) return 'NULL';
    if (Array.isArray(item)) return arrayText(item);
    if (Buffer.isBuffer(item)) return `\\\\x${item.toString('hex')}`;
    return `"${String(bindValue(item)).replace(/[\\"]/g, sign => `\\${sign}`)}"`;
  });
  return `{${texts.join(',')}}`;
}

function localDate(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const offset = -date.getTimezoneOffset();
  const year = date.getFullYear();
  const day = `${String(year < 1 ? 1 - year : year).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
  const milliseconds = String(date.getMilliseconds()).padStart(3, '0');
  const minutes = Math.abs(offset);
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${day}T${time}.${milliseconds}${zone}${year < 1 ? ' BC' : ''}`;
}
