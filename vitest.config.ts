import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { CountReporter } from './tools/count-reporter.ts';
import { LongestFirst } from './tools/longest-first.ts';

const SOURCES = '{engine,protocol,server,simulator,web}/src/**';
const DATABASE = [`${SOURCES}/*.pg.test.ts`];
const WALKS = ['simulator/src/walk/*.e2e.test.ts'];
const REAL_TIME = [`${SOURCES}/*.{asterisk,e2e}.test.ts`];
// The runner would leave one processor to itself, though it only waits for the workers.
const CORES = availableParallelism();
// Each of them may take twenty of the hundred connections of a server.
const DATABASE_WORKERS_MAX = 4;

/** One after the other, for what is judged by the clock must not wait for what calculates. */
const projects = [
  {
    extends: true as const,
    test: {
      name: 'unit',
      include: [`${SOURCES}/*.test.ts`, 'tools/**/*.test.ts'],
      exclude: [...DATABASE, ...REAL_TIME],
      // Hundreds of small files: to begin a process for each took longer than the tests.
      isolate: false,
      maxWorkers: CORES,
      sequence: { groupOrder: 0 },
    },
  },
  {
    extends: true as const,
    test: {
      name: 'database',
      include: DATABASE,
      isolate: false,
      globalSetup: 'tools/shared-postgres.ts',
      maxWorkers: Math.min(CORES, DATABASE_WORKERS_MAX),
      sequence: { groupOrder: 1 },
    },
  },
  {
    extends: true as const,
    test: {
      name: 'walks',
      include: WALKS,
      isolate: false,
      globalSetup: 'tools/shared-postgres.ts',
      // A page waits for its person more than it calculates: three on two cores.
      maxWorkers: Math.max(3, Math.floor(CORES / 2)),
      sequence: { groupOrder: 2 },
    },
  },
  {
    extends: true as const,
    test: {
      name: 'real time',
      include: REAL_TIME,
      exclude: WALKS,
      isolate: false,
      globalSetup: 'tools/shared-postgres.ts',
      // What is heard is judged: two on two cores, and room beside them on more.
      maxWorkers: Math.max(2, Math.floor(CORES / 2)),
      sequence: { groupOrder: 3 },
    },
  },
];

export default defineConfig({
  test: {
    // None is judged by how fast it is: a machine may be busy. A walk waits for one thing after
    // another, and where it stands still it is the wait that has to say what did not come.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
    // The count comes last, so that it closes the log.
    reporters: ['default', new CountReporter()],
    sequence: { sequencer: LongestFirst },
    projects,
  },
});
