/** Names and places of the files that commands write. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../failure';
import { line, styled } from '../output';

/** `20231201120000-create-users.js`: the present second, in UTC. */
export function timestampedName(name: string): string {
  return `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}-${name}.js`;
}

export function ensureFolder(name: string, folder: string, force: boolean): void {
  if (force && existsSync(folder)) {
    line(`Deleting the ${name} folder. (--force)`);
    rmSync(folder, { recursive: true });
    line(`Successfully deleted the ${name} folder.`);
  }
  if (existsSync(folder)) {
    line(`${name} folder at "${folder}" already exists.`);
    return;
  }
  mkdirSync(folder, { recursive: true });
  line(`Successfully created ${name} folder at "${folder}".`);
}

export function write(file: string, content: string, force = true): void {
  if (!force && existsSync(file)) refuseToOverwrite(file);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

export function refuseToOverwrite(file: string): never {
  throw new Failure(`The file ${styled('blue', file)} already exists. Run command with --force to overwrite it.`);
}
