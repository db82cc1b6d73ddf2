/** `sequelize.erd()`: the models as an entity-relationship diagram. */
import { diagramOf } from './diagram';
import { mermaid } from './mermaid';
import { svg } from './svg';

export interface ErdOptions {
  /** Default `mermaid`. */
  format?: 'mermaid' | 'svg';
  /** Names of the models to show. Default: all. */
  models?: string[];
}

export function erd(sequelize: any, { format = 'mermaid', models }: ErdOptions = {}): string {
  const unknown = models?.find(name => !sequelize.isDefined(name));
  if (unknown !== undefined) throw new Error(`There is no model "${unknown}"`);
  const shown: any[] = sequelize.modelManager.models.filter((model: any) => !models || models.includes(model.name));
  const diagram = diagramOf(shown);
  if (format === 'mermaid') return mermaid(diagram);
  if (format === 'svg') return svg(diagram);
  throw new Error(`A diagram is made as "mermaid" or "svg", not as "${String(format)}"`);
}
