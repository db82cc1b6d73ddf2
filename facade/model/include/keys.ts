/** Keys of rows as text, so that equal ones are equal. */
export function keyText(key: unknown): string {
  if (Buffer.isBuffer(key)) return key.toString('hex');
  return key instanceof Date ? String(key.getTime()) : String(key);
}
