/** The words a transaction's options are made of. */

/** When a SQLite transaction takes its locks. */
export const TYPES = {
  DEFERRED: 'DEFERRED',
  IMMEDIATE: 'IMMEDIATE',
  EXCLUSIVE: 'EXCLUSIVE'
} as const;

export const ISOLATION_LEVELS = {
  READ_UNCOMMITTED: 'READ UNCOMMITTED',
  READ_COMMITTED: 'READ COMMITTED',
  REPEATABLE_READ: 'REPEATABLE READ',
  SERIALIZABLE: 'SERIALIZABLE'
} as const;

/** Row locks. The last two are PostgreSQL's. */
export const LOCKS = {
  UPDATE: 'UPDATE',
  SHARE: 'SHARE',
  KEY_SHARE: 'KEY SHARE',
  NO_KEY_UPDATE: 'NO KEY UPDATE'
} as const;

/** What databases accept: the four levels, and SNAPSHOT, which SQL Server has besides. */
const accepted = new Set<string>([...Object.values(ISOLATION_LEVELS), 'SNAPSHOT']);

/**
 * Refuses what is no isolation level: the level becomes SQL text, and v6 passes any text on (`'SERIALIZABLE; …'` runs
 * as two statements on PostgreSQL). No level is fine: the database's default applies.
 */
export function checkIsolationLevel(level: unknown): void {
  if (level === undefined || level === null || level === '') return;
  if (typeof level === 'string' && accepted.has(level.toUpperCase())) return;
  throw new Error(
    `Invalid isolation level ${JSON.stringify(level)}: use one of Transaction.ISOLATION_LEVELS ` +
      `(${Object.values(ISOLATION_LEVELS).join(', ')}).`
  );
}
