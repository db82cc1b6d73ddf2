// The rows of the table of budgets. `operations` is what the times are divided by; `budget` is the ratio to reach.
import { memoryRows } from './memory.mjs';
import { readRows } from './read.mjs';
import { relationRows } from './relations.mjs';
import { startRows } from './start.mjs';
import { textRows } from './text.mjs';
import { writeRows } from './write.mjs';

export const rows = [...readRows, ...relationRows, ...writeRows, ...memoryRows, ...textRows, ...startRows];
