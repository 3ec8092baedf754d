import * as bans from './tidy/bans.ts';
import * as budgets from './tidy/budgets.ts';
import * as layers from './tidy/layers.ts';
import { plainNames } from './tidy/names.ts';
import type { Check, Finding } from './tidy/parse-source.ts';
import { readFiles, readSources } from './tidy/parse-source.ts';
import { deadFiles, testBeside } from './tidy/reach.ts';

/** Every rule of the house that a program can check, by the name it is reported under. */
export const CHECKS: Readonly<Record<string, Check>> = {
  'line length': budgets.lineLengths,
  'function length': budgets.functionLengths,
  'file length': budgets.fileLengths,
  'engine median': budgets.engineMedian,
  'share of steps': budgets.stepsShare,
  'one switch': budgets.oneSwitch,
  'workspace layers': layers.workspaceLayers,
  'engine alone': layers.engineAlone,
  'engine rooms': layers.engineRooms,
  'screen rooms': layers.screenRooms,
  'imports exist': layers.importsExist,
  'import cycles': layers.importCycles,
  'pure engine': bans.pureEngine,
  'one interval': bans.oneInterval,
  casts: bans.noCasts,
  'non-null': bans.noNonNull,
  any: bans.noAny,
  'default exports': bans.noDefaultExports,
  barrels: bans.noBarrels,
  'silent catch': bans.noSilentCatch,
  'sleeping tests': bans.noSleepingTests,
  todo: bans.todosHaveIssues,
  names: plainNames,
  'test beside': testBeside,
  'dead files': deadFiles,
};

const TEXTS = /\.(ts|tsx|mjs|css|html|json|md|sql|yml)$|^\.ci\/run$/;
const TEXT_PLACES = [
  '.ci',
  'docs',
  'engine',
  'protocol',
  'server',
  'simulator',
  'tools',
  'web',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'README.md',
  'package-lock.json',
  'package.json',
];

/** All findings in the repository under `root`: in the order of the checks, then of the paths. */
export function tidy(root: string): readonly Finding[] {
  const sources = readSources(root);
  const found = Object.values(CHECKS).flatMap((check) => inOrder(check(sources)));
  return [...found, ...inOrder(bans.foreignPlaces(readFiles(root, TEXT_PLACES, TEXTS)))];
}

const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));

/** One line per finding, `file:line what`, and a last line that counts them. */
export function report(findings: readonly Finding[]): string {
  const lines = findings.map(({ path, line, what }) => `${path}:${line} ${what}`);
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  return [...lines, findings.length === 0 ? 'tidy: nothing to report' : `tidy: ${count}`].join(
    '\n',
  );
}
