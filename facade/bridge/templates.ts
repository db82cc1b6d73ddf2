/**
 * Texts of which only values change. Programs ask for the same statements with other values all the time; so the
 * engine keeps the text of a `selectQuery` as pieces with places between (`crates/sequelize_sql/src/template.rs`), and
 * a pattern here tells which requests it is for (`pattern.ts`). Decision 0010.
 *
 * A pattern is made when a request is new, its template when such a request comes again. Values are written by Rust;
 * only where every one is a safe integer, whose literal is its digits, the pieces are put together here.
 */
import { Marker, Matcher, Kind, type Node } from './pattern';
import { recordPattern } from './pattern-record';
import type { ModelNumbers, ValueWriter } from './value';

/** What an engine does for templates. */
export interface TemplateEngine {
  readonly models: ModelNumbers;
  /** Asks for the template of a request with marked values. */
  keepTemplate(args: readonly unknown[]): KeptTemplate | undefined;
  /** Writes the values into a template; nothing if it is not for such values. */
  fillTemplate(number: number, fill: (writer: ValueWriter) => void): string | undefined;
  forgetTemplate(number: number): void;
}

/** What Rust says of a template; see `src/templates.rs`. */
export interface KeptTemplate {
  number: number;
  /** One more than places. */
  pieces: string[];
  /** The marked values that have a place; the others belong to the pattern. */
  marks: number[];
  /** For each place, which of the values stands there. */
  places: number[];
  /** A safe integer is its digits at every place. */
  takesIntegers: boolean;
}

/** Patterns per model. Those of one model are compared one after the other. */
const MOST_PATTERNS = 12;
/** So many new requests in a row, and only every so many is worth a pattern. */
const PATIENCE = 48;

/** The patterns of one model's requests. */
export class Templates {
  private readonly patterns: Pattern[] = [];
  private readonly matcher: Matcher;
  private misses = 0;

  constructor(
    private readonly engine: TemplateEngine,
    private readonly model: any
  ) {
    this.matcher = new Matcher(engine.models);
  }

  /** The text of `selectQuery(table, options, model)`, if it is that of a template. */
  text(table: unknown, options: any): string | undefined {
    const { patterns, matcher } = this;
    for (let index = 0; index < patterns.length; index++) {
      const pattern = patterns[index];
      matcher.count = 0;
      if (!matcher.matches(pattern.options, options) || !matcher.matches(pattern.table, table)) continue;
      this.misses = 0;
      if (index > 0) {
        patterns[index] = patterns[index - 1];
        patterns[index - 1] = pattern;
      }
      return pattern.text(this.engine, this.model, matcher, table, options);
    }
    this.learn(table, options);
    return undefined;
  }

  private learn(table: unknown, options: any): void {
    if (++this.misses > PATIENCE && this.misses % PATIENCE !== 0) return;
    const nodes = recordPattern(this.engine.models, table, options, this.model);
    if (nodes === undefined) return;
    if (this.patterns.length === MOST_PATTERNS) this.patterns.pop()?.forget(this.engine);
    this.patterns.unshift(new Pattern(nodes.table, nodes.options));
  }
}

class Pattern {
  private isTried = false;
  private template: KeptTemplate | undefined;

  constructor(
    readonly table: Node,
    readonly options: Node
  ) {}

  text(engine: TemplateEngine, model: any, matcher: Matcher, table: unknown, options: any): string | undefined {
    if (!this.isTried) {
      this.isTried = true;
      this.keep(engine, model, matcher, table, options);
      // The values of this request have still to be sorted.
      return undefined;
    }
    return this.template && filled(engine, this.template, matcher);
  }

  forget(engine: TemplateEngine): void {
    if (this.template) engine.forgetTemplate(this.template.number);
  }

  private keep(engine: TemplateEngine, model: any, matcher: Matcher, table: unknown, options: any): void {
    const marked = new Marker().mark(this.options, options);
    const template = engine.keepTemplate([table, marked, model]);
    if (template === undefined) return;
    fix(this.options, new Set(template.marks), matcher.values);
    this.template = template;
  }
}

/** Values without a place become part of the pattern. */
function fix(options: Node, marks: ReadonlySet<number>, values: readonly unknown[]): void {
  let number = 0;
  const visit = (node: Node): void => {
    if (node.kind >= Kind.number && node.kind <= Kind.bigint) {
      const mark = number++;
      if (marks.has(mark)) return;
      // A date is the same only as the same object, which may change: it never matches again.
      node.kind = Kind.same;
      node.expected = typeof values[mark] === 'object' ? NaN : values[mark];
      return;
    }
    node.children.forEach(visit);
  };
  visit(options);
}

function filled(engine: TemplateEngine, template: KeptTemplate, matcher: Matcher): string | undefined {
  const { pieces, places } = template;
  const { values, count } = matcher;
  if (places.length === 0) return pieces[0];
  if (template.takesIntegers && areSafeIntegers(values, count)) {
    let text = pieces[0];
    for (let index = 0; index < places.length; index++) {
      text += `${values[places[index]] as number}${pieces[index + 1]}`;
    }
    return text;
  }
  return engine.fillTemplate(template.number, writer => {
    writer.arrayHead(count);
    for (let index = 0; index < count; index++) writer.value(values[index]);
  });
}

function areSafeIntegers(values: readonly unknown[], count: number): boolean {
  for (let index = 0; index < count; index++) if (!Number.isSafeInteger(values[index])) return false;
  return true;
}
