import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./start-program.cjs', import.meta.url));

export const startRows = [
  {
    name: 'require plus first query (a process of its own)',
    operations: 1,
    budget: 3,
    figure: true,
    subjects: ['sequelize', 'sequelize-rs'],
    run: ({ name }) => Number(execFileSync(process.execPath, [program, name], { encoding: 'utf8' }))
  }
];
