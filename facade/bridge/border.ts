/**
 * The border of this realm: the buffers in which results cross and the delivery of what finishes later. Each worker
 * and each realm of jest has its own, with its own copy of this module.
 */
import { now, setImmediate } from './clock';
import { addon, type NativeBorder } from './native';

/** What the first words of a result mean. Mirrors `src/convert/rows.rs`. */
export const Head = { status: 0, ticket: 1, shape: 2, rows: 3, extras: 4, size: 8 } as const;

export const Status = {
  done: 0,
  pending: 1,
  failed: 2,
  more: 3,
  nothing: 4,
  acquired: 5,
  connect: 6,
  disconnect: 7
} as const;

/** Somebody who waits for a ticket. None of its methods throws. */
export interface Pending {
  /** Rows lie in the buffers; more come later. */
  more?(text: string | null): void;
  /** The last rows, or whatever the result is. */
  done(text: string | null): void;
  /** `border.native.answer()` tells why. */
  failed(): void;
}

/** An engine that asks for connections to servers. */
export interface Asking {
  /** A pool wants a connection. */
  connect(wish: number, isRead: boolean): void;
  /** A pool has done with a connection. */
  disconnect(id: number): void;
}

/** So long results are taken at a stretch before timers and sockets get their turn. */
const TURN_MS = 4;

export class Border {
  readonly words: Int32Array;
  readonly doubles: Float64Array;
  readonly native: NativeBorder;
  private readonly pending = new Map<number, Pending>();
  /** Those that may ask, by number. Weak: an engine lives as long as its `Sequelize` instance. */
  private readonly engines = new Map<number, WeakRef<Asking>>();
  /** The addon refers to it weakly while nothing is pending. */
  private readonly wake = (): void => this.deliver();

  constructor() {
    const { Border: NativeClass } = addon();
    this.words = new Int32Array(NativeClass.wordsLength());
    this.doubles = new Float64Array(NativeClass.doublesLength());
    this.native = new NativeClass(this.wake, this.words, this.doubles);
  }

  /** To be called right after a request whose head says `pending`. */
  wait(pending: Pending): void {
    this.pending.set(this.words[Head.ticket], pending);
  }

  /** To be asked for connections. */
  register(engine: Asking, number: number): void {
    this.engines.set(number, new WeakRef(engine));
  }

  unregister(number: number): void {
    this.engines.delete(number);
  }

  private deliver(): void {
    const end = now() + TURN_MS;
    do {
      const text = this.native.take();
      if (this.words[Head.status] === Status.nothing) return;
      this.dispatch(text);
    } while (now() < end);
    setImmediate(this.wake);
  }

  private dispatch(text: string | null): void {
    const ticket = this.words[Head.ticket];
    if (this.words[Head.status] >= Status.connect) return this.ask(ticket);
    const pending = this.pending.get(ticket);
    if (pending === undefined) return;
    const status = this.words[Head.status];
    if (status === Status.more) return pending.more?.(text);
    this.pending.delete(ticket);
    if (status === Status.failed) pending.failed();
    else pending.done(text);
  }

  private ask(number: number): void {
    const engine = this.engines.get(number)?.deref();
    if (engine === undefined) return;
    const { words } = this;
    if (words[Head.status] === Status.connect) engine.connect(words[Head.rows], words[Head.extras] === 1);
    else engine.disconnect(words[Head.rows]);
  }
}

let shared: Border | undefined;

export function border(): Border {
  shared ??= new Border();
  return shared;
}

/** How long results that were ready at once may follow each other before the loop gets its turn. */
const STREAK_MS = 5;
const STREAK_CHECK = 32;

let streak = 0;
let streakStart = 0;

/**
 * Counts a result that was there at once. True if the loop has waited long enough: promises that settle at once run as
 * microtasks, which keep timers and sockets waiting for as long as there are more of them.
 */
export function isLoopStarving(): boolean {
  if (streak++ === 0) {
    streakStart = now();
    setImmediate(endStreak);
  }
  return streak % STREAK_CHECK === 0 && now() - streakStart > STREAK_MS;
}

function endStreak(): void {
  streak = 0;
}

export function nextTurn<T>(value: T): Promise<T> {
  return new Promise(resolve => setImmediate(resolve, value));
}
