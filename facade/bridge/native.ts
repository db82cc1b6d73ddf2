/**
 * The addon. This folder is the only one that knows it; `border.ts` and `engine.ts` say what its classes are for.
 */
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What a realm shares with its engines. A result stays readable until the next call of any method. */
export interface NativeBorder {
  /** The next finished piece: its head in the words, its text as the answer. */
  take(): string | null;
  utf16(): string;
  bytes(): Uint8Array;
  shape(): Uint8Array;
  /** What else was told at the end of the last result. */
  details(): Uint8Array;
  /** The last failure, or the last answer that is no text. */
  answer(): Uint8Array;
}

export interface NativeBorderClass {
  new (wake: () => void, words: Int32Array, doubles: Float64Array): NativeBorder;
  wordsLength(): number;
  doublesLength(): number;
}

export interface NativeEngine {
  setRequest(buffer: Uint8Array): void;
  compile(length: number): string | null;
  run(length: number): string | null;
  acquire(isRead: boolean): void;
  /** The number of a new template, or 0; see `templates.ts`. */
  keepTemplate(length: number): number;
  fillTemplate(template: number, length: number): string | null;
  forgetTemplate(template: number): void;
  forgetTemplates(model: number): void;
  release(id: number, isBroken: boolean): void;
  close(): void;
  /** Under this number the engine asks for connections. */
  number(): number;
  open(options: Uint8Array): void;
  connected(wish: number, id: number): void;
  refused(wish: number, error: number): void;
  disconnect(id: number): void;
  facts(id: number): Uint8Array;
  isOpen(id: number): boolean;
  setDatabaseVersion(version: string): void;
  keepAsText(types: number[]): void;
  registerModel(description: Uint8Array): number;
  forgetModel(number: number): void;
  stats(isRead: boolean): [size: number, available: number, using: number, waiting: number];
}

export interface NativeEngineClass {
  new (border: NativeBorder, dialect: string, request: Uint8Array, options: Uint8Array): NativeEngine;
}

interface Addon {
  Border: NativeBorderClass;
  Engine: NativeEngineClass;
  hookPlan(own: number, record: number, shared: number): number[];
}

let loaded: Addon | undefined;

/** Loads the addon when it is first needed: requiring the package alone must stay cheap. */
export function addon(): Addon {
  loaded ??= load();
  return loaded;
}

const requireAddon = createRequire(__filename);

/** The one beside `lib` if the package was built in place, else that of a package for this platform. */
function load(): Addon {
  const failures: string[] = [];
  for (const name of platformNames()) {
    const local = join(__dirname, '..', '..', `sequelize-rs.${name}.node`);
    try {
      return requireAddon(existsSync(local) ? local : `sequelize-rs-${name}`) as Addon;
    } catch (error) {
      failures.push((error as Error).message.split('\n')[0]);
    }
  }
  throw new Error(`sequelize-rs has no usable addon for ${platformNames().join(' or ')}: ${failures.join('; ')}`);
}

/** Which C library Linux has is found out by trying: asking Node.js takes longer than everything else here. */
function platformNames(): string[] {
  const { platform, arch } = process;
  if (platform === 'linux') return [`linux-${arch}-gnu`, `linux-${arch}-musl`];
  return [platform === 'win32' ? `win32-${arch}-msvc` : `${platform}-${arch}`];
}
