import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { benches } from './benches.ts';
import { browserPath, NO_BROWSER, thisMachine } from './browser.ts';
import { isPageStale } from './page.ts';
import { crashParts, PROOFS, SWITCH_CRASH_TESTS } from './proofs.ts';
import { run } from './run.mjs';
import { ASTERISK_TESTS, fetchTelephony, hasAsteriskTests } from './telephony.ts';

/** What the scripts of package.json do, once everything is installed. Runs under Node 26. */

const root = join(import.meta.dirname, '..');
const [task = '', ...args] = process.argv.slice(2);

async function perform(): Promise<number> {
  switch (task) {
    case 'start':
      return (await buildPage()) || runNode('simulator/src/demo.ts', args);
    case 'start:voice':
      return (await buildPage()) || runNode('simulator/src/voice/demo-voice.ts', args);
    case 'cluster':
      return (await buildPage()) || runNode('simulator/src/cluster/run-cluster.ts', args);
    case 'asterisk':
      return runNode('server/src/switch/instance/run-asterisk.ts', args);
    case 'backup':
      return runNode('server/src/back-up.ts', args);
    case 'test':
      return testAll();
    case 'check':
      return check();
    case 'simulate':
      return runNode('simulator/src/cli.ts', args);
    case 'bench':
      return bench();
    case 'prove':
      return prove();
    case 'format':
      return runTool('@biomejs/biome/bin/biome', ['check', '--write', '.']);
    default:
      console.error(`There is no task "${task}".`);
      return 2;
  }
}

const runNode = (file: string, words: readonly string[] = []): Promise<number> =>
  run(process.execPath, [file, ...words], { cwd: root });

const runTool = (path: string, words: readonly string[]): Promise<number> =>
  runNode(join('node_modules', path), words);

async function buildPage(): Promise<number> {
  if (!isPageStale(root)) return 0;
  console.log('Building the page …');
  return runTool('vite/bin/vite.js', ['build', 'web', '--logLevel', 'warn']);
}

/** The walks start the browser that is found here. */
function findBrowser(): boolean {
  const browser = browserPath(thisMachine);
  if (browser === undefined) {
    console.error(NO_BROWSER);
    return false;
  }
  process.env.CHROMIUM_PATH = browser;
  return true;
}

async function testAll(): Promise<number> {
  if (!findBrowser()) return 1;
  // A page that does not build fails the run, but must not hide what the other tests say.
  const built = await buildPage();
  const missing = hasAsteriskTests(root, args) ? await fetchTelephony() : undefined;
  if (missing !== undefined) console.error(missing);
  const without = missing === undefined ? [] : [`--exclude=${ASTERISK_TESTS}`];
  const tested = await runTool('vitest/vitest.mjs', ['run', ...without, ...args]);
  if (built !== 0) console.error('The page was not built; see above.');
  // Once more at the end, where it is read. Where every change is judged, a gap is a failure.
  if (missing !== undefined) console.error(missing);
  const gap = missing !== undefined && process.env.CI === 'true' ? 1 : 0;
  return built || tested || gap;
}

/** Every part is run even when an earlier one failed: one look shows everything. */
async function check(): Promise<number> {
  const rooms = ['engine', 'protocol', 'server', 'simulator', 'web', '.'];
  const biome = ['check', '--error-on-warnings', '--max-diagnostics=200', '.'];
  const parts: readonly (readonly [name: string, () => Promise<number>])[] = [
    ...rooms.map(
      (room) =>
        [
          room === '.' ? 'types of tools and tests of engine' : `types of ${room}`,
          () => runTool('typescript/bin/tsc', ['-p', room]),
        ] as const,
    ),
    ['lint and format', () => runTool('@biomejs/biome/bin/biome', biome)],
    ['tidy', () => runNode('tools/tidy/main.ts')],
  ];
  let failures = 0;
  for (const [name, part] of parts) {
    const isFine = (await part()) === 0;
    console.log(`${isFine ? 'ok    ' : 'FAILED'} ${name}`);
    if (!isFine) failures += 1;
  }
  return failures === 0 ? 0 : 1;
}

/** For a benchmark of the page: the page, and something to show it in. */
const preparePage = async (): Promise<number> => (findBrowser() ? buildPage() : 1);

/** What each file of a bench folder exports under the name `bench`. */
type Bench = {
  readonly bench: (words: readonly string[]) => void | Promise<void>;
  /** It measures the page, which is built first. */
  readonly needsPage?: boolean;
};

async function bench(): Promise<number> {
  const [name = '', ...words] = args;
  const all = benches(root);
  const file = all.get(name);
  if (file === undefined) {
    console.log(`npm run bench -- NAME, where NAME is one of: ${[...all.keys()].join(', ')}`);
    return name === '' ? 0 : 2;
  }
  const loaded: Bench = await import(pathToFileURL(file).href);
  if (loaded.needsPage === true) {
    const failed = await preparePage();
    if (failed !== 0) return failed;
  }
  await loaded.bench(words);
  // A benchmark that misses its limit says so by the exit code of the process.
  return Number(process.exitCode ?? 0);
}

/** Every part is run even when an earlier one failed. */
async function prove(): Promise<number> {
  const [name = '', ...words] = args;
  if (!PROOFS.includes(name)) {
    console.log(`npm run prove -- NAME, where NAME is one of: ${PROOFS.join(', ')}`);
    return name === '' ? 0 : 2;
  }
  if (name === 'cluster') return runNode('simulator/src/cluster/prove-cluster.ts', words);
  if (name === 'upgrade') return runNode('simulator/src/cluster/prove-upgrade.ts', words);
  const { own, isOnSwitch } = crashParts(words);
  const proved = own === undefined ? 0 : await runNode('simulator/src/crash/prove.ts', own);
  return isOnSwitch ? (await proveOnSwitch()) || proved : proved;
}

async function proveOnSwitch(): Promise<number> {
  console.log('Level 3: a real Asterisk, killed, cut off, and outliving its server');
  const missing = await fetchTelephony();
  if (missing === undefined) return runTool('vitest/vitest.mjs', ['run', ...SWITCH_CRASH_TESTS]);
  console.error(missing);
  return 1;
}

process.exitCode = await perform();
