import { describe, expect, test } from 'vitest';
import * as bans from './bans.ts';
import { type Check, parseSource } from './parse-source.ts';

const sleep = 'await new Promise((resolve) => setTimeout(resolve, 100));';

describe('bans', () => {
  test.each<[why: string, check: Check, path: string, text: string, whats: string[]]>([
    [
      'no clock',
      bans.pureEngine,
      'engine/src/a.ts',
      'const a = Date.now();',
      ['Date.now in the engine'],
    ],
    [
      'no date of today',
      bans.pureEngine,
      'engine/src/a.ts',
      'const a = new Date();',
      ['a Date from the clock in the engine'],
    ],
    [
      'no Temporal.Now',
      bans.pureEngine,
      'engine/src/a.ts',
      'const a = Temporal.Now.instant();',
      ['Temporal.Now in the engine'],
    ],
    [
      'no chance',
      bans.pureEngine,
      'engine/src/a.ts',
      'const a = Math.random();',
      ['Math.random in the engine'],
    ],
    [
      'no timer',
      bans.pureEngine,
      'engine/src/a.ts',
      'setTimeout(f, 1);',
      ['setTimeout in the engine'],
    ],
    [
      'no async function',
      bans.pureEngine,
      'engine/src/a.ts',
      'async function f() { await g(); }',
      ['async in the engine', 'await in the engine'],
    ],
    [
      'no async arrow',
      bans.pureEngine,
      'engine/src/a.ts',
      'const f = async () => {};',
      ['async in the engine'],
    ],
    [
      'no import for later',
      bans.pureEngine,
      'engine/src/a.ts',
      "const f = () => import('./b.ts');",
      ['a dynamic import in the engine'],
    ],
    [
      'Date.UTC is arithmetic',
      bans.pureEngine,
      'engine/src/a.ts',
      'const a = Date.UTC(2026, 0, 5);',
      [],
    ],
    [
      'a key of that name is fine',
      bans.pureEngine,
      'engine/src/a.ts',
      'const a = { crypto: 1 }; f(a.crypto);',
      [],
    ],
    [
      'a word in a text is fine',
      bans.pureEngine,
      'engine/src/a.ts',
      "const a = 'Date.now()'; // await",
      [],
    ],
    ['the shell has a clock', bans.pureEngine, 'server/src/a.ts', 'const a = Date.now();', []],
    [
      'one interval',
      bans.oneInterval,
      'server/src/a.ts',
      'setInterval(f, 1_000);',
      ['setInterval, allowed only in server/src/dialer/clock.ts'],
    ],
    [
      'also not by the window',
      bans.oneInterval,
      'web/src/a.tsx',
      'window.setInterval(f, 1_000);',
      ['setInterval, allowed only in server/src/dialer/clock.ts'],
    ],
    [
      'the clock has it',
      bans.oneInterval,
      'server/src/dialer/clock.ts',
      'setInterval(f, 1_000);',
      [],
    ],
    [
      'no cast',
      bans.noCasts,
      'server/src/api/a.ts',
      'const a = b as string;',
      ['`as` outside a parser'],
    ],
    [
      'nor in brackets',
      bans.noCasts,
      'server/src/api/a.ts',
      'const a = <string>b;',
      ['a cast outside a parser'],
    ],
    ['as const is no cast', bans.noCasts, 'server/src/api/a.ts', 'const a = [1] as const;', []],
    [
      'satisfies is no cast',
      bans.noCasts,
      'server/src/api/a.ts',
      'const a = [1] satisfies number[];',
      [],
    ],
    [
      'a renamed import is no cast',
      bans.noCasts,
      'server/src/api/a.ts',
      "import { a as b } from './a.ts';",
      [],
    ],
    [
      'the word in a text is none',
      bans.noCasts,
      'server/src/api/a.ts',
      "const a = 'b as string'; // as string",
      [],
    ],
    [
      'a parser may cast',
      bans.noCasts,
      'web/src/api/parse-message.ts',
      'const a = b as string;',
      [],
    ],
    ['by either spelling', bans.noCasts, 'server/src/row-parser.ts', 'const a = b as string;', []],
    [
      'no file that sounds like it',
      bans.noCasts,
      'server/src/parsers-and-more.ts',
      'const a = b as string;',
      ['`as` outside a parser'],
    ],
    [
      'the store types its rows',
      bans.noCasts,
      'server/src/store/chains.ts',
      'const a = b as string;',
      [],
    ],
    ['a test may cast', bans.noCasts, 'server/src/a.test.ts', 'const a = b as string;', []],
    [
      'no exclamation mark',
      bans.noNonNull,
      'server/src/a.test.ts',
      'const a = b!;',
      ['a `!` that silences the compiler'],
    ],
    ['not is allowed', bans.noNonNull, 'server/src/a.ts', 'const a = !b;', []],
    ['no any', bans.noAny, 'server/src/a.ts', 'const f = (a: any) => a;', ['`any`']],
    ['unknown is fine', bans.noAny, 'server/src/a.ts', 'const f = (any: unknown) => any;', []],
    [
      'no default export',
      bans.noDefaultExports,
      'server/src/a.ts',
      'export default 1;',
      ['a default export'],
    ],
    [
      'a configuration has one',
      bans.noDefaultExports,
      'web/vite.config.ts',
      'export default 1;',
      [],
    ],
    [
      'no barrel',
      bans.noBarrels,
      'server/src/a.ts',
      "export { b } from './b.ts';\nexport * from './c.ts';",
      ['a barrel file: it only re-exports'],
    ],
    [
      'nor one by way of an import',
      bans.noBarrels,
      'server/src/a.ts',
      "import { b } from './b.ts';\nexport { b };",
      ['a barrel file: it only re-exports'],
    ],
    [
      'a file of its own is none',
      bans.noBarrels,
      'server/src/a.ts',
      "export { b } from './b.ts';\nexport const c = 1;",
      [],
    ],
    [
      'no silent catch',
      bans.noSilentCatch,
      'server/src/a.ts',
      'try { f(); } catch {}',
      ['an empty catch without a reason'],
    ],
    [
      'a reason makes it one',
      bans.noSilentCatch,
      'server/src/a.ts',
      'try { f(); } catch {\n  // Gone already is what we want.\n}',
      [],
    ],
    [
      'no sleeping test',
      bans.noSleepingTests,
      'server/src/a.test.ts',
      sleep,
      ['a test that sleeps'],
    ],
    [
      'nor by the other module',
      bans.noSleepingTests,
      'server/src/a.test.ts',
      "import { setTimeout } from 'node:timers/promises';",
      ['a test that sleeps'],
    ],
    [
      'nor in the browser',
      bans.noSleepingTests,
      'web/src/a.e2e.test.ts',
      'await page.waitForTimeout(100);',
      ['a test that sleeps'],
    ],
    [
      'no patched clock',
      bans.noSleepingTests,
      'server/src/a.test.ts',
      'vi.useFakeTimers();',
      ['vi.useFakeTimers in a test'],
    ],
    [
      'no mock of a module',
      bans.noSleepingTests,
      'server/src/a.test.ts',
      "vi.mock('./b.ts');",
      ['vi.mock in a test'],
    ],
    [
      'giving up is not sleeping',
      bans.noSleepingTests,
      'server/src/a.test.ts',
      'setTimeout(() => reject(late), 1_000);',
      [],
    ],
    ['the shell may wait', bans.noSleepingTests, 'server/src/a.ts', sleep, []],
    [
      'a note needs its issue',
      bans.todosHaveIssues,
      'server/src/a.ts',
      '// TODO: later',
      ['a TODO without issue number'],
    ],
    [
      'by any of its names',
      bans.todosHaveIssues,
      'server/src/a.ts',
      '/* FIXME soon */',
      ['a FIXME without issue number'],
    ],
    ['with one it may stay', bans.todosHaveIssues, 'server/src/a.ts', '// TODO (#12): later', []],
    ['a text is no note', bans.todosHaveIssues, 'server/src/a.ts', "const a = 'TODO';", []],
  ])('%s', (_why, check, path, text, whats) => {
    expect(check([parseSource(path, text)]).map(({ what }) => what)).toEqual(whats);
  });
});

describe('foreignPlaces', () => {
  test.each<[text: string, whats: string[]]>([
    ["const a = '/work/main/a.ts';", ['names the place /work/']],
    ['see /tmp/out.log', ['names the place /tmp/']],
    ['https://registry.example.org/a', ['names the place registry.example.org']],
    ['metrics.registry.metrics()', []],
    ['https://example.org/work/', []],
    ['src/work/a.ts', []],
    ['homework/', []],
  ])('%s', (text, whats) => {
    expect(bans.foreignPlaces([{ path: 'docs/a.md', text }]).map(({ what }) => what)).toEqual(
      whats,
    );
  });

  test('names file and line', () => {
    expect(bans.foreignPlaces([{ path: 'docs/a.md', text: 'one\n/tmp/two\n' }])).toEqual([
      { path: 'docs/a.md', line: 2, what: 'names the place /tmp/' },
    ]);
  });
});
