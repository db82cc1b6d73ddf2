/**
 * Which compiler a `QueryGenerator` talks to. Normally the one of its sequelize instance; a generator of its own makes
 * (once per set of options) a compiler for those: v6 lets users build generators by hand, give them other `options`,
 * and change `sequelize.options` at any time.
 */
import { Engine } from '../../../bridge/engine';

/** The facts about a generator that decide its text. */
export interface GeneratorFacts {
  dialect: string;
  options: Record<string, any>;
  sequelize: any;
  typeValidation?: boolean;
  /** The subclass quotes identifiers itself. */
  quotesNothing: boolean;
}

/** Options that reach the text. Compared one by one on every call, so keep the list short and the values scalar. */
const TEXT_OPTIONS = [
  'quoteIdentifiers',
  'omitNull',
  'schema',
  'timezone',
  'minifyAliases',
  'standardConformingStrings',
  'attributeBehavior'
] as const;

const shared = new Map<string, Engine>();

/** Finds the compiler for the current facts; remembers the last answer. */
export class CompilerChoice {
  private chosen: Engine | undefined;
  private chosenFor: unknown[] = [];

  of(generator: GeneratorFacts): Engine {
    const facts = textFacts(generator);
    if (this.chosen && sameItems(facts, this.chosenFor)) return this.chosen;
    this.chosenFor = facts;
    this.chosen = ownEngine(generator, facts) ?? standIn(generator, facts);
    return this.chosen;
  }
}

function textFacts(generator: GeneratorFacts): unknown[] {
  const { options, sequelize } = generator;
  const facts: unknown[] = TEXT_OPTIONS.map(name => options?.[name]);
  facts.push(
    sequelize?.options?.databaseVersion,
    generator.quotesNothing,
    generator.typeValidation,
    sequelize?._engine
  );
  return facts;
}

/** What each instance's engine was made with, as far as it reaches the text: seen when the engine is first used. */
const madeWith = new WeakMap<Engine, unknown[]>();

/** The instance's engine, if it would write what this generator should write. */
function ownEngine(generator: GeneratorFacts, facts: unknown[]): Engine | undefined {
  const { sequelize, quotesNothing, dialect } = generator;
  const engine: Engine | undefined = sequelize?._engine;
  if (!engine || quotesNothing || sequelize.dialect?.name !== dialect) return undefined;
  const made = madeWith.get(engine) ?? textFacts({ ...generator, options: sequelize.options });
  madeWith.set(engine, made);
  return sameItems(facts, made) ? engine : undefined;
}

function standIn(generator: GeneratorFacts, facts: unknown[]): Engine {
  const key = JSON.stringify([generator.dialect, ...facts.slice(0, -1)]);
  let engine = shared.get(key);
  if (!engine) {
    engine = new Engine(generator.dialect, compileOptions(generator));
    shared.set(key, engine);
  }
  return engine;
}

function compileOptions(generator: GeneratorFacts): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (const name of TEXT_OPTIONS) options[name] = generator.options?.[name];
  options.databaseVersion = generator.sequelize?.options?.databaseVersion;
  options.typeValidation = generator.typeValidation;
  options.bareIdentifiers = generator.quotesNothing;
  return options;
}

function sameItems(left: unknown[], right: unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
