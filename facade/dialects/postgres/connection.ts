/**
 * A connection as users of v6 know it from hooks and `connectionManager.getConnection`: what `pg` calls a client, as
 * far as it is used there.
 */
import { EventEmitter } from 'events';
import type { Engine, ServerConnection } from '../../bridge/engine';

/** Runs a text on this connection and gives what `pg` gives. */
type RunText = (connection: PostgresConnection, text: string, values: unknown[] | undefined) => Promise<any>;

type Callback = (error: unknown, result?: any) => void;

export class PostgresConnection extends EventEmitter implements ServerConnection {
  readonly processID: number;
  uuid: string | undefined;
  declare queryType: string | undefined;
  /** It failed: it must not be given out again. */
  _invalid = false;
  /** It is being closed, or is closed. */
  _ending = false;
  declare readonly secretKey: number;
  /** What the server tells of itself: `server_version`, `TimeZone` … */
  declare readonly parameters: Record<string, string>;

  constructor(
    private readonly engine: Engine,
    readonly id: number,
    facts: any,
    private readonly run: RunText
  ) {
    super();
    this.processID = facts.processID;
    for (const name of ['engine', 'run']) Object.defineProperty(this, name, { enumerable: false });
    Object.defineProperty(this, 'secretKey', { value: facts.secretKey, enumerable: false });
    Object.defineProperty(this, 'parameters', { value: facts.parameters, enumerable: false });
  }

  /** A text, or `{ text, values }`. Resolves to `{ rows, rowCount, command, fields }`, or a list of them. */
  query(given: any, values?: unknown[] | Callback, callback?: Callback): Promise<any> | void {
    const text = typeof given === 'string' ? given : given.text;
    const binds = Array.isArray(values) ? values : given.values;
    const told = typeof values === 'function' ? values : (callback ?? given.callback);
    const result = this.run(this, text, binds);
    if (told === undefined) return result;
    result.then(
      found => told(null, found),
      error => told(error)
    );
  }

  /** Closes it. */
  end(callback?: () => void): Promise<void> {
    const wasOpen = !this._ending;
    this._ending = true;
    const closed = wasOpen ? this.engine.shut(this) : Promise.resolve();
    return closed.then(() => {
      if (wasOpen) this.emit('end');
      callback?.();
    });
  }
}
