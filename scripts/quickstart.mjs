// Builds what is missing, then runs the example program: a small blog on embedded SQLite.
import { run } from './run.mjs';

run(process.execPath, ['scripts/build.mjs']);
run(process.execPath, ['examples/quickstart/blog.mjs']);
