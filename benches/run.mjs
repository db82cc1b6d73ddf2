// Runs the bench rows on sequelize 6, on the raw driver and on us, in turn, and prints medians and ratios.
//   node --expose-gc benches/run.mjs [--rounds N] [--only TEXT] [--json FILE]
// Times are wall clock; `cpu` is the process's own CPU time for the same work, the steadier figure on a shared machine.
import { writeFileSync } from 'node:fs';
import { rows } from './rows/index.mjs';
import { openSubjects } from './subjects/index.mjs';

const option = (name, fallback) => {
  const index = process.argv.indexOf(`--${name}`);
  return index === -1 ? fallback : process.argv[index + 1];
};
const rounds = Number(option('rounds', 7));
const only = option('only', '');
const jsonFile = option('json');

const results = [];
for (const row of rows.filter(({ name }) => name.includes(only))) {
  const result = await measure(row);
  results.push(result);
  print(result);
}
if (jsonFile) writeFileSync(jsonFile, `${JSON.stringify({ node: process.version, rounds, results }, null, 2)}\n`);

async function measure(row) {
  const subjects = await openSubjects(row.subjects);
  const prepared = [];
  for (const subject of subjects) prepared.push(row.prepare ? await row.prepare(subject) : undefined);
  const samples = subjects.map(() => ({ wall: [], cpu: [], figure: [] }));
  // The first round warms caches and the compiler; it is not counted.
  for (let round = -1; round < rounds; round++) {
    for (const [index, subject] of subjects.entries()) {
      globalThis.gc?.();
      const cpuBefore = process.cpuUsage();
      const before = performance.now();
      const figure = await row.run(subject, prepared[index]);
      const wall = performance.now() - before;
      const { user, system } = process.cpuUsage(cpuBefore);
      if (round < 0) continue;
      samples[index].wall.push(wall / row.operations);
      samples[index].cpu.push((user + system) / 1000 / row.operations);
      if (figure !== undefined) samples[index].figure.push(figure);
    }
  }
  for (const subject of subjects) await subject.close();
  return summarise(row, subjects, samples);
}

function summarise(row, subjects, samples) {
  const of = (index, kind) => median(samples[index][kind]);
  const own = subjects.findIndex(({ name }) => name === 'sequelize-rs');
  const kind = row.figure ? 'figure' : 'wall';
  const values = Object.fromEntries(subjects.map(({ name }, index) => [name, of(index, kind)]));
  const cpu = Object.fromEntries(subjects.map(({ name }, index) => [name, of(index, 'cpu')]));
  const ratio = Object.fromEntries(subjects.map(({ name }) => [name, values[name] / values['sequelize-rs']]));
  const pairs = pairRatios(samples, own, kind);
  return { name: row.name, unit: row.unit ?? 'ms', budget: row.budget, values, cpu, ratio, pairs };
}

/** v6 / ours of every round: the spread of the ratio. */
function pairRatios(samples, own, kind) {
  const ratios = samples[0][kind].map((value, round) => value / samples[own][kind][round]);
  return { min: Math.min(...ratios), median: median(ratios), max: Math.max(...ratios) };
}

function median(values) {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted.length === 0 ? NaN : sorted[Math.floor(sorted.length / 2)];
}

function print({ name, unit, budget, values, cpu, ratio, pairs }) {
  const cells = Object.entries(values).map(
    ([subject, value]) => `${subject} ${show(value)} ${unit} (cpu ${show(cpu[subject])})`
  );
  const verdict = pairs.median >= budget ? 'reached' : 'MISSED';
  console.log(`${name}\n  ${cells.join('  |  ')}`);
  console.log(
    `  v6 / ours: ${pairs.median.toFixed(1)} (${pairs.min.toFixed(1)} to ${pairs.max.toFixed(1)}), first budget ${budget}: ${verdict}` +
      (ratio['better-sqlite3'] ? `; raw / ours: ${ratio['better-sqlite3'].toFixed(2)}` : '')
  );
}

function show(value) {
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toFixed(4);
}
