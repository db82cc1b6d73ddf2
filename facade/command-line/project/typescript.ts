/**
 * TypeScript files of a project are loaded by what the project has: tsx, ts-node, Node.js itself, or the compiler.
 * The first two resolve imports as the project is used to; Node.js only strips types; the compiler comes last because
 * it compiles file by file, to CommonJS.
 */
import { readFileSync } from 'node:fs';
import Module from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '../failure';
import type { ImportModule } from './load-module';

type Load = (file: string) => Promise<any>;

let chosen: Load | undefined;

export async function loadTypeScript(file: string, cwd: string, importModule: ImportModule): Promise<any> {
  chosen ??= choose(cwd, importModule);
  return chosen(file);
}

function choose(cwd: string, importModule: ImportModule): Load {
  const require = Module.createRequire(path.join(cwd, 'package.json'));
  const find = (name: string): any => {
    try {
      return require(name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
      throw error;
    }
  };
  const byImport: Load = file => importModule(pathToFileURL(file).href);
  // Somebody loads TypeScript already, as in `node --import tsx`.
  if (require.extensions['.ts'] && !stripsTypes()) return async file => asNamespace(require(file));
  const tsx = find('tsx/esm/api');
  if (tsx) {
    find('tsx/cjs/api')?.register();
    tsx.register();
    return byImport;
  }
  const tsNode = find('ts-node');
  if (tsNode) {
    tsNode.register({ transpileOnly: true, compilerOptions: { module: 'CommonJS' } });
    return async file => asNamespace(require(file));
  }
  if (stripsTypes()) return byImport;
  const typescript = find('typescript');
  if (typescript?.transpileModule) {
    compileWith(typescript, require);
    return async file => asNamespace(require(file));
  }
  return async file => {
    throw new Failure(
      `"${path.relative(cwd, file)}" is TypeScript, and nothing here can load it. ` +
        'Install one of tsx, ts-node or typescript, or use Node.js 22.18 or newer.'
    );
  };
}

function stripsTypes(): boolean {
  return Boolean((process.features as any).typescript);
}

function asNamespace(exported: any): any {
  return exported?.__esModule ? exported : { ...exported, default: exported };
}

/** Lets `require` load TypeScript, so that what a file imports is compiled as well. */
function compileWith(typescript: any, require: NodeJS.Require): void {
  const compilerOptions = {
    module: typescript.ModuleKind.CommonJS,
    target: typescript.ScriptTarget.ES2022,
    esModuleInterop: true,
    inlineSourceMap: true
  };
  const compile = (module: any, file: string) => {
    const { outputText } = typescript.transpileModule(readFileSync(file, 'utf8'), { compilerOptions, fileName: file });
    module._compile(outputText, file);
  };
  for (const extension of ['.ts', '.cts', '.mts']) require.extensions[extension] = compile;
}
