import { defineConfig } from 'vitest/config';
import { CountReporter } from './tools/count-reporter.ts';

export default defineConfig({
  test: {
    include: ['{engine,protocol,server,simulator,web}/src/**/*.test.ts', 'tools/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The count comes last, so that it closes the log.
    reporters: ['default', new CountReporter()],
  },
});
