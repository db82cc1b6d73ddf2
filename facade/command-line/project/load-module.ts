/**
 * Loads a file of the project, whatever it is written in: JSON, CommonJS, ES modules, TypeScript. A namespace object
 * comes back: what a CommonJS module exports is its `default`, and its names are there as well.
 */
import { existsSync, readFileSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '../failure';
import { loadTypeScript } from './typescript';

/** Loads by absolute path. */
export type LoadModule = (file: string) => Promise<any>;

/** `import()` as the entry has it: compiled to CommonJS it would become `require`. */
export type ImportModule = (specifier: string) => Promise<any>;

export function moduleLoader(cwd: string, importModule: ImportModule): LoadModule {
  const require = Module.createRequire(path.join(cwd, 'package.json'));
  return async file => {
    switch (path.extname(file)) {
      case '.json':
        return { default: readJson(file) };
      case '.ts':
      case '.mts':
      case '.cts':
        return loadTypeScript(file, cwd, importModule);
      case '.js':
      case '.cjs':
      case '.mjs':
        return importModule(pathToFileURL(file).href);
      default:
        // `.sequelizerc` has no extension: always CommonJS, as with sequelize-cli.
        return { default: require(file) };
    }
  };
}

function readJson(file: string): unknown {
  if (!existsSync(file)) throw new Failure(`Cannot find "${file}".`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Failure(`"${file}" is not valid JSON: ${(error as Error).message}`);
  }
}
