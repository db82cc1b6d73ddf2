/**
 * The records that those of a `bulkCreate` bring along by `include`: one bulk insert per include and level, those
 * referred to first.
 */
import { BelongsToMany } from '../../associations';
import { linkBetween, refer, referredIncludes, referringIncludes, relatedOptions } from '../instance/save-relations';

/** Instances that are created by one statement. */
export interface Level {
  instances: any[];
  options: any;
  /** Creates the instances of another level. */
  create(instances: any[], options: any): Promise<any[]>;
}

/** A record and the one it was brought along by. */
interface Pair {
  owner: any;
  related: any;
}

export async function createReferred({ instances, options, create }: Level): Promise<void> {
  await Promise.all(
    referredIncludes(options.include).map(async include => {
      const pairs = pairsOf(instances, include);
      if (pairs.length === 0) return;
      await create(pairs.map(relatedOf), relatedOptions(include, options));
      for (const { owner, related } of pairs) {
        await include.association.set(owner, related, { save: false, logging: options.logging });
      }
    })
  );
}

export async function createReferring({ instances, options, create }: Level): Promise<void> {
  await Promise.all(
    referringIncludes(options.include).map(async include => {
      const { association } = include;
      const isLinked = association instanceof BelongsToMany;
      const pairs = pairsOf(instances, include);
      if (pairs.length === 0) return;
      if (!isLinked) for (const { owner, related } of pairs) refer(association, owner, related);
      await create(pairs.map(relatedOf), relatedOptions(include, options));
      if (isLinked) await createLinks(pairs, include, options, create);
    })
  );
}

async function createLinks(pairs: Pair[], include: any, options: any, create: Level['create']): Promise<void> {
  const { association } = include;
  const linkOptions = relatedOptions(include, options);
  for (const name of ['attributes', 'include', 'includeNames', 'includeMap']) delete linkOptions[name];
  linkOptions.model = association.throughModel;
  const values = pairs.map(({ owner, related }) => linkBetween(association, owner, related));
  await create(association.throughModel.bulkBuild(values, linkOptions), linkOptions);
}

function pairsOf(instances: any[], include: any): Pair[] {
  return instances.flatMap(owner => {
    const related: any[] = [owner.get(include.as)].flat();
    return related.filter(Boolean).map(one => ({ owner, related: one }));
  });
}

function relatedOf({ related }: Pair): any {
  return related;
}
