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
  _quotesNothing: boolean;
}

/** Options that reach the text. Compared on every call (`holds`), so keep the list short and the values scalar. */
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
  private chosenFor: TextFacts | undefined;

  of(generator: GeneratorFacts): Engine {
    const { chosen, chosenFor } = this;
    if (chosen && chosenFor && holds(chosenFor, generator)) return chosen;
    const facts = textFacts(generator);
    this.chosenFor = facts;
    this.chosen = ownEngine(generator) ?? standIn(generator, facts);
    return this.chosen;
  }
}

type TextFacts = Readonly<Record<(typeof TEXT_OPTIONS)[number] | 'databaseVersion', unknown>> & {
  quotesNothing: boolean;
  typeValidation: unknown;
  engine: Engine | undefined;
};

function textFacts(generator: GeneratorFacts, options = generator.options): TextFacts {
  const { sequelize, _quotesNothing, typeValidation } = generator;
  const facts: any = { databaseVersion: sequelize?.options?.databaseVersion };
  for (const name of TEXT_OPTIONS) facts[name] = options?.[name];
  return Object.assign(facts, { quotesNothing: _quotesNothing, typeValidation, engine: sequelize?._engine });
}

/** Whether the facts are still those of the generator. Written out: it is asked for every text. */
function holds(facts: TextFacts, generator: GeneratorFacts): boolean {
  const { options, sequelize } = generator;
  return (
    facts.engine === sequelize?._engine &&
    facts.databaseVersion === sequelize?.options?.databaseVersion &&
    facts.quotesNothing === generator._quotesNothing &&
    facts.typeValidation === generator.typeValidation &&
    facts.quoteIdentifiers === options?.quoteIdentifiers &&
    facts.omitNull === options?.omitNull &&
    facts.schema === options?.schema &&
    facts.timezone === options?.timezone &&
    facts.minifyAliases === options?.minifyAliases &&
    facts.standardConformingStrings === options?.standardConformingStrings &&
    facts.attributeBehavior === options?.attributeBehavior
  );
}

/** What each instance's engine was made with, as far as it reaches the text: seen when the engine is first used. */
const madeWith = new WeakMap<Engine, TextFacts>();

/** The instance's engine, if it would write what this generator should write. */
function ownEngine(generator: GeneratorFacts): Engine | undefined {
  const { sequelize, _quotesNothing, dialect } = generator;
  const engine: Engine | undefined = sequelize?._engine;
  if (!engine || _quotesNothing || sequelize.dialect?.name !== dialect) return undefined;
  const made = madeWith.get(engine) ?? textFacts(generator, sequelize.options);
  madeWith.set(engine, made);
  return holds(made, generator) ? engine : undefined;
}

function standIn(generator: GeneratorFacts, facts: TextFacts): Engine {
  const key = JSON.stringify([generator.dialect, { ...facts, engine: undefined }]);
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
  options.bareIdentifiers = generator._quotesNothing;
  return options;
}
