import type { Reporter, TestModule } from 'vitest/node';

/**
 * Closes a run with one plain line, `N passed, N failed` and what was skipped, so that whoever
 * reads only the end of a log sees how much was really tested. A run in which nothing ran fails.
 */
export class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    for (const module of modules) {
      if (module.state() === 'failed') console.log(`failed in ${module.relativeModuleId}`);
    }
    const files = modules.map((module) => ({
      hasFailed: module.state() === 'failed',
      tests: [...module.children.allTests()].map((test) => test.result().state),
    }));
    const count = countRun(files, unhandled.length);
    console.log(countLine(count));
    if (count.passed === 0 || count.failed > 0) process.exitCode = 1;
  }
}

export type FileResult = {
  readonly hasFailed: boolean;
  readonly tests: readonly ('passed' | 'failed' | 'skipped' | 'pending')[];
};

export type Count = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** A file that failed without a failed test (it did not load, its set-up broke) is one failure. */
export function countRun(files: readonly FileResult[], unhandled: number): Count {
  const all = files.flatMap(({ tests }) => tests);
  const of = (state: FileResult['tests'][number]): number =>
    all.filter((each) => each === state).length;
  const broken = files.filter(({ hasFailed, tests }) => hasFailed && !tests.includes('failed'));
  return {
    passed: of('passed'),
    failed: of('failed') + broken.length + unhandled,
    skipped: of('skipped') + of('pending'),
  };
}

export function countLine({ passed, failed, skipped }: Count): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
