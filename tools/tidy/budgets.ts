import type { AstNode, Check, Finding, Source } from './parse-source.ts';
import { finding, isTest, lineAt, walk } from './parse-source.ts';

const LINE_MAX = 100;
const FUNCTION_LINES_MAX = 70;
const FILE_LINES_MAX = 600;
const TEST_LINES_MAX = 1_000;
const COMPONENT_LINES_MAX = 199;
const STEPS_LINES_MAX = 399;
const ENGINE_MEDIAN_BELOW = 120;

/** Lines of 100 columns at most; the rows of a test table may be longer, to keep their columns. */
export const lineLengths: Check = (sources) =>
  sources.flatMap((source) => {
    const tables = isTest(source.path) ? tableLines(source) : new Set<number>();
    return source.lines.flatMap((text, index) => {
      const line = index + 1;
      if (text.length <= LINE_MAX || tables.has(line)) return [];
      return [{ path: source.path, line, what: `${text.length} columns, at most ${LINE_MAX}` }];
    });
  });

/** Lines inside the argument of `test.each`, `it.each` or `describe.each`. */
function tableLines(source: Source): ReadonlySet<number> {
  const lines = new Set<number>();
  walk(source.program, (node) => {
    if (node.type !== 'CallExpression' || !isEach(node.callee)) return;
    for (const argument of node.arguments) {
      const last = lineAt(source.starts, argument.end);
      for (let at = lineAt(source.starts, argument.start); at <= last; at += 1) lines.add(at);
    }
  });
  return lines;
}

const isEach = (callee: AstNode): boolean =>
  callee.type === 'MemberExpression' &&
  callee.property.type === 'Identifier' &&
  callee.property.name === 'each';

/** Functions of 70 lines at most; the callback of `describe` is a heading, not a function. */
export const functionLengths: Check = (sources) =>
  sources.flatMap((source) => {
    const findings: Finding[] = [];
    walk(source.program, (node, around) => {
      if (!isFunction(node) || isWrapper(node) || isDescribe(around.at(-1))) return;
      const count = lineAt(source.starts, node.end) - lineAt(source.starts, node.start) + 1;
      if (count <= FUNCTION_LINES_MAX) return;
      findings.push(
        finding(source, node, `a function of ${count} lines, at most ${FUNCTION_LINES_MAX}`),
      );
    });
    return findings;
  });

const isFunction = (node: AstNode): boolean =>
  node.type === 'FunctionDeclaration' ||
  node.type === 'FunctionExpression' ||
  node.type === 'ArrowFunctionExpression';

/** `(store) => (app) => {…}`: the inner one is the function that somebody reads. */
const isWrapper = (node: AstNode): boolean =>
  node.type === 'ArrowFunctionExpression' && isFunction(node.body);

function isDescribe(node: AstNode | undefined): boolean {
  if (node?.type !== 'CallExpression') return false;
  const { callee } = node;
  const head = callee.type === 'CallExpression' ? callee.callee : callee;
  const name = head.type === 'MemberExpression' ? head.object : head;
  return name.type === 'Identifier' && name.name === 'describe';
}

/** Files of 600 lines at most, tests of 1,000, components of the screens under 200. */
export const fileLengths: Check = (sources) =>
  sources.flatMap(({ path, lines }) => {
    const most = mostLines(path);
    if (lines.length <= most) return [];
    return [{ path, line: lines.length, what: `a file of ${lines.length} lines, at most ${most}` }];
  });

function mostLines(path: string): number {
  if (isTest(path)) return TEST_LINES_MAX;
  if (path.startsWith('web/') && path.endsWith('.tsx')) return COMPONENT_LINES_MAX;
  return path.startsWith('engine/src/steps/') ? STEPS_LINES_MAX : FILE_LINES_MAX;
}

const engineRules = (sources: readonly Source[]): readonly Source[] =>
  sources.filter(({ path }) => path.startsWith('engine/src/') && !isTest(path));

/** Half of the files of the engine are shorter than 120 lines. */
export const engineMedian: Check = (sources) => {
  const counts = engineRules(sources).map(({ lines }) => lines.length);
  const median = counts.toSorted((a, b) => a - b)[counts.length >> 1] ?? 0;
  if (median < ENGINE_MEDIAN_BELOW) return [];
  const what = `the median file has ${median} lines, allowed below ${ENGINE_MEDIAN_BELOW}`;
  return [{ path: 'engine/src', line: 1, what }];
};

/** All of `steps/` under a third of the engine: most rules live with the noun they are about. */
export const stepsShare: Check = (sources) => {
  const count = (some: readonly Source[]) => some.reduce((sum, { lines }) => sum + lines.length, 0);
  const engine = engineRules(sources);
  const steps = count(engine.filter(({ path }) => path.startsWith('engine/src/steps/')));
  const whole = count(engine);
  if (steps === 0 || steps * 3 < whole) return [];
  const what = `steps/ has ${steps} of the engine's ${whole} lines, allowed below a third`;
  return [{ path: 'engine/src/steps', line: 1, what }];
};

const ONE_SWITCH = ['engine/src/engine.ts', 'server/src/dialer/effects.ts'];

/** The two dispatchers are one switch each and nothing that decides. */
export const oneSwitch: Check = (sources) =>
  sources
    .filter(({ path }) => ONE_SWITCH.includes(path))
    .flatMap((source) => {
      let count = 0;
      walk(source.program, (node) => {
        if (node.type === 'SwitchStatement') count += 1;
      });
      if (count === 1) return [];
      return [{ path: source.path, line: 1, what: `${count} switches, exactly one is allowed` }];
    });
