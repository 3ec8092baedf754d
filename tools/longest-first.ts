import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take long begin first, so that no worker is left alone with one of them at the end.
 * The runner takes large ones for long where it has not run them before; these are not.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return longestFirst(await super.sort(files), ({ moduleId }) => moduleId);
  }
}

/** They wait or calculate far longer than they are. */
export const LONG: readonly string[] = [
  'simulator/src/world.test.ts',
  'simulator/src/crash/killed-server.pg.test.ts',
  'simulator/src/voice/campaign.asterisk.test.ts',
  'simulator/src/voice/voice.e2e.test.ts',
  'simulator/src/walk/admin-screens.e2e.test.ts',
  'simulator/src/walk/bank.e2e.test.ts',
  'simulator/src/walk/screens.e2e.test.ts',
];

/** The others keep their order. */
export function longestFirst<File>(files: readonly File[], pathOf: (file: File) => string): File[] {
  const isLong = (file: File): boolean => LONG.some((path) => pathOf(file).endsWith(path));
  return [...files.filter(isLong), ...files.filter((file) => !isLong(file))];
}
