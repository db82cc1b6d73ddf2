/** `erd`: the models as a diagram. */
import path from 'node:path';
import { erd, type ErdOptions } from '../../erd';
import { Failure } from '../failure';
import { line, styled } from '../output';
import { write } from '../project/files';
import { withModels } from '../project/models';
import type { Settings } from '../settings';

interface Options {
  format?: string;
  out?: string;
  models?: string[];
}

export async function drawModels(settings: Settings, { format, out, models }: Options): Promise<void> {
  const wanted = format ?? (out?.endsWith('.svg') ? 'svg' : 'mermaid');
  if (wanted !== 'mermaid' && wanted !== 'svg') throw new Failure(`--format must be mermaid or svg, not "${wanted}".`);
  await withModels(settings, async sequelize => {
    const unknown = models?.find(name => !sequelize.isDefined(name));
    if (unknown !== undefined) {
      throw new Failure(`There is no model "${unknown}"; there are ${Object.keys(sequelize.models).join(', ')}.`);
    }
    const text = erd(sequelize, { format: wanted as ErdOptions['format'], models });
    if (!out) {
      process.stdout.write(text);
      return;
    }
    write(path.resolve(settings.cwd, out), text);
    line(`The diagram was written to ${styled('blue', out)} .`);
  });
}
