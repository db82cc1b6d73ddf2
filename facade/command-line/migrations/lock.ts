/**
 * One run at a time: who migrates holds a lock of the database until it is done, so that two deployments never do the
 * same work twice. All of these locks end with the process or connection that holds them; none can be left behind.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { QueryTypes } from '../../query-types';
import { Sequelize } from '../../sequelize';
import { Failure } from '../failure';
import { note } from '../output';

const POLL_MS = 100;

/** Takes the lock if it is free. */
type TryLock = () => Promise<Release | undefined>;
type Release = () => Promise<void>;

/** Runs `work` while holding the lock called `name`; waits for it at most `timeoutMs`. */
export async function locked<T>(
  sequelize: Sequelize,
  name: string,
  timeoutMs: number,
  work: () => Promise<T>
): Promise<T> {
  const release = await acquire(strategy(sequelize, name), timeoutMs);
  try {
    return await work();
  } finally {
    await release();
  }
}

async function acquire(tryLock: TryLock, timeoutMs: number): Promise<Release> {
  const deadline = Date.now() + timeoutMs;
  for (let waited = false; ; waited = true) {
    const release = await tryLock();
    if (release) return release;
    if (!waited) note('Another run is migrating this database; waiting for it.');
    if (Date.now() >= deadline) {
      throw new Failure(
        `Another run is migrating this database, and has not finished within ${timeoutMs / 1000} seconds. ` +
          'Wait for it, or give --lock-timeout.'
      );
    }
    await sleep(POLL_MS);
  }
}

function strategy(sequelize: Sequelize, name: string): TryLock {
  switch (sequelize.dialect.name) {
    case 'sqlite':
      return fileLock(sequelize);
    case 'postgres':
      return advisoryLock(sequelize, 'SELECT pg_try_advisory_xact_lock(:key) AS held', {
        key: bigKey(`${sequelize.config.database}/${name}`)
      });
    case 'mysql':
    case 'mariadb':
      return advisoryLock(
        sequelize,
        'SELECT GET_LOCK(:key, 0) AS held',
        { key: textKey(`${sequelize.config.database}/${name}`) },
        'SELECT RELEASE_LOCK(:key) AS released'
      );
    case 'mssql':
      return advisoryLock(
        sequelize,
        "DECLARE @held int; EXEC @held = sp_getapplock @Resource = :key, @LockMode = 'Exclusive', @LockTimeout = 0; " +
          'SELECT CASE WHEN @held >= 0 THEN 1 ELSE 0 END AS held',
        { key: textKey(name) }
      );
    default:
      return async () => async () => undefined;
  }
}

/** A lock that belongs to a connection: an otherwise idle transaction keeps that connection. */
function advisoryLock(
  sequelize: Sequelize,
  take: string,
  replacements: Record<string, string>,
  giveBack?: string
): TryLock {
  return async () => {
    const transaction = await Sequelize.prototype.transaction.call(sequelize);
    const options = {
      transaction,
      replacements,
      type: QueryTypes.SELECT as const,
      raw: true as const,
      logging: false as const
    };
    const finish = async () => {
      if (giveBack) await sequelize.query(giveBack, options);
      await transaction.rollback();
    };
    try {
      const [{ held }] = (await sequelize.query(take, options)) as any[];
      if (held === true || Number(held) === 1) return finish;
    } catch (error) {
      await transaction.rollback().catch(() => undefined);
      throw error;
    }
    await transaction.rollback();
    return undefined;
  };
}

/**
 * SQLite: another database beside the first, in which nothing is ever written, locked exclusively. SQLite locks files
 * by the operating system, which frees them when a process ends, however it ends.
 */
function fileLock(sequelize: Sequelize): TryLock {
  const { storage } = sequelize.options as any;
  if (!storage || storage === ':memory:' || storage.startsWith('file::memory:'))
    return async () => async () => undefined;
  const file = `${path.resolve(storage)}-migrating`;
  return async () => {
    closeSync(openSync(file, 'a'));
    const before = inode(file);
    const options = { dialect: 'sqlite', storage: file, logging: false, dialectOptions: { busyTimeout: 0 } };
    const holder = new Sequelize(options as any);
    try {
      await holder.query('BEGIN EXCLUSIVE');
    } catch (error) {
      await holder.close();
      if (isTaken(error)) return undefined;
      throw error;
    }
    // Whoever had it before removes the file: then this is a lock on a file that nobody will meet again.
    if (before === undefined || inode(file) !== before) {
      await holder.close();
      return undefined;
    }
    return async () => {
      rmSync(file, { force: true });
      await holder.close();
    };
  };
}

function inode(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.ino;
}

/** Busy, or the file was removed while it was being opened. */
function isTaken(error: any): boolean {
  return /^SQLITE_(BUSY|IOERR|READONLY|CANTOPEN)/.test(String(error?.original?.code ?? error?.message));
}

function textKey(text: string): string {
  return `sequelize-rs:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}

/** A signed 64-bit number, as text. */
function bigKey(text: string): string {
  return createHash('sha256').update(textKey(text)).digest().readBigInt64BE(0).toString();
}
