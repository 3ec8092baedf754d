import type { AstNode, Check, Finding, Source, TextFile } from './parse-source.ts';
import { finding, isTest, walk } from './parse-source.ts';

type Judge = (node: AstNode, around: readonly AstNode[], source: Source) => string | undefined;

const judged =
  (applies: (path: string) => boolean, judge: Judge): Check =>
  (sources) =>
    sources
      .filter(({ path }) => applies(path))
      .flatMap((source) => {
        const findings: Finding[] = [];
        walk(source.program, (node, around) => {
          const what = judge(node, around, source);
          if (what !== undefined) findings.push(finding(source, node, what));
        });
        return findings;
      });

const everywhere = (): boolean => true;

const BANNED_MEMBERS = new Set(['Date.now', 'Math.random', 'Temporal.Now', 'performance.now']);
const BANNED_GLOBALS = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'structuredClone',
  'Promise',
  'crypto',
]);

/** No clock, no chance and no promise in the engine: time and ids come in with the events. */
export const pureEngine: Check = judged(
  (path) => path.startsWith('engine/src/') && !isTest(path),
  (node, around) => {
    switch (node.type) {
      case 'MemberExpression': {
        const name = memberName(node);
        return BANNED_MEMBERS.has(name) ? `${name} in the engine` : undefined;
      }
      case 'NewExpression':
      case 'CallExpression': {
        const isDate = node.callee.type === 'Identifier' && node.callee.name === 'Date';
        return isDate ? 'a Date from the clock in the engine' : undefined;
      }
      case 'Identifier': {
        const named = BANNED_GLOBALS.has(node.name) && !isKeyOf(node, around.at(-1));
        return named ? `${node.name} in the engine` : undefined;
      }
      case 'AwaitExpression':
        return 'await in the engine';
      case 'ImportExpression':
        return 'a dynamic import in the engine';
      case 'ArrowFunctionExpression':
      case 'FunctionDeclaration':
      case 'FunctionExpression':
        return node.async ? 'async in the engine' : undefined;
      default:
        return undefined;
    }
  },
);

function memberName(node: AstNode): string {
  if (node.type !== 'MemberExpression') return '';
  const { object, property } = node;
  const left = object.type === 'Identifier' ? object.name : '';
  return property.type === 'Identifier' ? `${left}.${property.name}` : left;
}

/** A key or a property of something else only looks like the global of the same name. */
function isKeyOf(node: AstNode, parent: AstNode | undefined): boolean {
  if (parent === undefined) return false;
  if (parent.type === 'MemberExpression') return parent.property === node && !parent.computed;
  return 'key' in parent && parent.key === node;
}

/** Only the one alarm of the dialer beats by itself. */
export const oneInterval: Check = judged(
  (path) => path !== 'server/src/dialer/clock.ts',
  (node) =>
    node.type === 'Identifier' && node.name === 'setInterval'
      ? 'setInterval, allowed only in server/src/dialer/clock.ts'
      : undefined,
);

/** Doors through which plain text becomes a type that the rest of the house trusts. */
export function isParser(path: string): boolean {
  if (path.startsWith('engine/src/basics/') || path === 'protocol/src/schema.ts') return true;
  // Rows come back from the driver untyped; the store's files are where they get their type.
  if (path.startsWith('server/src/store/')) return true;
  return /(^|\/)(parse(-[^/]*)?|[^/]+-parser)\.tsx?$/.test(path);
}

/** `as` only in parsers and tests; `as const` narrows and is no cast. */
export const noCasts: Check = judged(
  (path) => !isTest(path) && !isParser(path) && !path.endsWith('.d.ts'),
  (node) => {
    if (node.type === 'TSTypeAssertion') return 'a cast outside a parser';
    if (node.type !== 'TSAsExpression') return undefined;
    const { typeAnnotation: to } = node;
    const isConst =
      to.type === 'TSTypeReference' &&
      to.typeName.type === 'Identifier' &&
      to.typeName.name === 'const';
    return isConst ? undefined : '`as` outside a parser';
  },
);

export const noNonNull: Check = judged(everywhere, ({ type }) =>
  type === 'TSNonNullExpression' ? 'a `!` that silences the compiler' : undefined,
);

export const noAny: Check = judged(everywhere, ({ type }) =>
  type === 'TSAnyKeyword' ? '`any`' : undefined,
);

export const noDefaultExports: Check = judged(
  (path) => !/\.(config|d)\.ts$/.test(path),
  ({ type }) => (type === 'ExportDefaultDeclaration' ? 'a default export' : undefined),
);

/** Re-exporting is the whole purpose of these, each for a reason. */
const BARRELS: Readonly<Record<string, string>> = {
  'protocol/src/tables.ts': 'the constant tables of the engine that a screen may read',
};

/** A file that only passes on what others export hides where a name lives. */
export const noBarrels: Check = (sources) =>
  sources.flatMap(({ path, program }) => {
    if (path in BARRELS || program.body.length === 0 || !program.body.every(isPassedOn)) return [];
    return [{ path, line: 1, what: 'a barrel file: it only re-exports' }];
  });

const isPassedOn = (statement: AstNode): boolean =>
  statement.type === 'ImportDeclaration' ||
  statement.type === 'ExportAllDeclaration' ||
  (statement.type === 'ExportNamedDeclaration' && statement.declaration === null);

/** An empty catch hides the fault; one that goes on has to say why. */
export const noSilentCatch: Check = judged(everywhere, (node, _around, source) => {
  if (node.type !== 'CatchClause' || node.body.body.length > 0) return undefined;
  const { start, end } = node.body;
  const explained = source.comments.some((c) => c.start > start && c.end < end);
  return explained ? undefined : 'an empty catch without a reason';
});

/** A test waits for what happens, not for time to pass, and replaces nothing behind its back. */
export const noSleepingTests: Check = judged(isTest, (node, around) => {
  if (node.type === 'MemberExpression') {
    const name = memberName(node);
    if (name === 'vi.mock' || name === 'vi.useFakeTimers') return `${name} in a test`;
    return name.endsWith('.waitForTimeout') ? 'a test that sleeps' : undefined;
  }
  if (node.type === 'ImportDeclaration') {
    return /^(node:)?timers\/promises$/.test(node.source.value) ? 'a test that sleeps' : undefined;
  }
  return isSleep(node, around) ? 'a test that sleeps' : undefined;
});

/** `setTimeout(resolve, …)`, where `resolve` is what the promise around it was given. */
function isSleep(node: AstNode, around: readonly AstNode[]): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return false;
  const [waker] = node.arguments;
  if (node.callee.name !== 'setTimeout' || waker?.type !== 'Identifier') return false;
  return around.some((outer, index) => {
    if (outer.type !== 'ArrowFunctionExpression' && outer.type !== 'FunctionExpression') {
      return false;
    }
    const [first] = outer.params;
    const isExecutor = around[index - 1]?.type === 'NewExpression';
    return isExecutor && first?.type === 'Identifier' && first.name === waker.name;
  });
}

/** A note for later belongs to an issue, or it is never read again. */
export const todosHaveIssues: Check = (sources) =>
  sources.flatMap((source) =>
    source.comments.flatMap((comment) => {
      const mark = /\b(TODO|FIXME|HACK|XXX)\b(?!\s*\(?#\d+)/.exec(comment.value)?.[1];
      return mark === undefined ? [] : [finding(source, comment, `a ${mark} without issue number`)];
    }),
  );

const HERE = 'tools/tidy/';

/** Paths of one machine and hosts of one registry mean nothing on the next machine. */
export function foreignPlaces(files: readonly TextFile[]): readonly Finding[] {
  return files.flatMap(({ path, text }) => {
    // The tests of this very rule have to name what it forbids.
    if (path.startsWith(HERE)) return [];
    return text.split('\n').flatMap((line, index) => {
      const place = /(?<![\w.@-])\/(work|tmp|farm|root)\/|\bregistry\.[\w-]+\.\w{2,}\b/.exec(
        line,
      )?.[0];
      if (place === undefined) return [];
      return [{ path, line: index + 1, what: `names the place ${place}` }];
    });
  });
}
