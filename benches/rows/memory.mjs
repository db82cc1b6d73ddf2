import { fillUsers } from '../subjects/index.mjs';

const COUNT = 100_000;
const orms = ['sequelize', 'sequelize-rs'];

export const memoryRows = [
  {
    name: 'longest event-loop stall while 100000 rows become instances',
    operations: 1,
    budget: 8,
    figure: true,
    subjects: orms,
    prepare: subject => fillUsers(subject, COUNT),
    async run(subject) {
      const stop = watchLoop();
      const users = await subject.User.findAll();
      if (users.length !== COUNT) throw new Error('the wrong number of users');
      return stop();
    }
  },
  {
    name: 'heap kept by 100000 instances',
    operations: 1,
    budget: 1.6,
    figure: true,
    unit: 'MiB',
    subjects: orms,
    prepare: subject => fillUsers(subject, COUNT),
    async run(subject) {
      globalThis.gc();
      const before = memory();
      const users = await subject.User.findAll();
      await new Promise(resolve => setImmediate(resolve));
      globalThis.gc();
      const kept = memory() - before;
      if (users.length !== COUNT) throw new Error('the wrong number of users');
      return kept / 1024 / 1024;
    }
  }
];

/** Strings may be kept outside of the heap, so both count. */
function memory() {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Ticks as often as the loop lets it; gives the longest pause between two ticks in milliseconds. */
function watchLoop() {
  let longest = 0;
  let last = performance.now();
  let isRunning = true;
  const tick = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (isRunning) setImmediate(tick);
  };
  setImmediate(tick);
  return () => {
    isRunning = false;
    return Math.max(longest, performance.now() - last);
  };
}
