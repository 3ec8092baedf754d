import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{engine,protocol,server,simulator,web}/src/**/*.test.{ts,tsx}',
      'tools/**/*.test.ts',
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
