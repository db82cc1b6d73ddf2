/** The project's models: those of `models/index`, or every model that lies in the folder. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { DataTypes } from '../../data-types';
import { Model } from '../../model';
import { Sequelize } from '../../sequelize';
import { Failure } from '../failure';
import type { Settings } from '../settings';
import { readConfiguration } from './config';
import { connect } from './connection';

const SCRIPT = /(?<!\.d|\.test|\.spec)\.[cm]?[jt]s$/;

/** Runs `work` with a connection on which all models are defined, and closes it. */
export async function withModels<T>(settings: Settings, work: (sequelize: Sequelize) => Promise<T>): Promise<T> {
  const sequelize = await loadModels(settings);
  try {
    if (Object.keys(sequelize.models).length === 0) {
      throw new Failure(`There are no models in "${path.relative(settings.cwd, settings.modelsPath) || '.'}".`);
    }
    return await work(sequelize);
  } finally {
    await sequelize.close();
  }
}

async function loadModels(settings: Settings): Promise<Sequelize> {
  const { modelsPath } = settings;
  if (!existsSync(modelsPath)) {
    throw new Failure(`Unable to find models path (${modelsPath}). Give --models-path, or run "sequelize-rs init".`);
  }
  // A file may be named as well: any module that exports what models/index exports.
  if (SCRIPT.test(modelsPath)) return exportedBy(modelsPath, settings);
  const files = readdirSync(modelsPath).filter(name => SCRIPT.test(name));
  const index = files.find(name => name.startsWith('index.'));
  if (index) return exportedBy(path.join(modelsPath, index), settings);
  return definedBy(files.sort(), settings);
}

async function exportedBy(file: string, settings: Settings): Promise<Sequelize> {
  const namespace = await settings.load(file);
  const seen = new Set<unknown>();
  const look = (value: any, depth: number): Sequelize | undefined => {
    if (!value || !/^(object|function)$/.test(typeof value) || seen.has(value) || depth > 2) return undefined;
    seen.add(value);
    if (value instanceof Sequelize) return value;
    if (value.sequelize instanceof Sequelize && value !== Sequelize) return value.sequelize;
    if (typeof value === 'function') return undefined;
    for (const inner of Object.values(value)) {
      const found = look(inner, depth + 1);
      if (found) return found;
    }
    return undefined;
  };
  const found = look(namespace, 0);
  if (found) {
    found.options.logging = false;
    return found;
  }
  throw new Failure(`"${path.relative(settings.cwd, file)}" exports neither a Sequelize instance nor models.`);
}

async function definedBy(files: string[], settings: Settings): Promise<Sequelize> {
  const sequelize = connect(await readConfiguration(settings));
  for (const name of files) {
    const namespace = await settings.load(path.join(settings.modelsPath, name));
    const define = namespace.default?.default ?? namespace.default ?? namespace;
    if (typeof define === 'function' && !(define.prototype instanceof Model)) define(sequelize, DataTypes);
  }
  for (const model of Object.values<any>(sequelize.models)) model.associate?.(sequelize.models);
  return sequelize;
}
