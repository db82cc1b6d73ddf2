/** Warnings about what v6 does silently: once per place and process, by code. */
const told = new Set<string>();

/** Emits a process warning with `code` unless it was emitted for this `place` before. */
export function warnOnce(code: string, place: string, message: string): void {
  const key = `${code} ${place}`;
  if (told.has(key)) return;
  told.add(key);
  process.emitWarning(message, { code });
}
