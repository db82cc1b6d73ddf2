import { inspect } from 'node:util';
import type { Debugger } from 'debug';
import { debug } from '../packages/on-demand';

/** How messages of this package are marked. */
export interface LoggerConfig {
  /** the word in front of each message; default `sequelize` */
  context?: string;
}

/** Warnings and debug output (`DEBUG=sequelize:*`). SQL logging is the option `logging`, not this. */
export class Logger {
  protected config: LoggerConfig;

  constructor(config: Partial<LoggerConfig> = {}) {
    const { context = 'sequelize', ...rest } = config;
    this.config = { context, ...rest };
  }

  /** Prints a warning to the console. */
  warn(message: string): void {
    console.warn(`(${this.config.context}) Warning: ${message}`);
  }

  /** A value as text for a message, one level deep. */
  inspect(value: unknown): string {
    return inspect(value, { showHidden: false, depth: 1 });
  }

  /** A `debug` function for one part: `sequelize:name`. */
  debugContext(name: string): Debugger {
    return debug()(`${this.config.context}:${name}`);
  }
}

/** The logger of this package. */
export const logger = new Logger();
