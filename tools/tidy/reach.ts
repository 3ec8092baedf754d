import { posix } from 'node:path';
import type { ESTree } from 'vite';
import type { AstNode, Check, Source } from './parse-source.ts';
import { isTest, resolveImport, walk } from './parse-source.ts';

/** Files that a person or a script starts. They wire and print; what they call is tested. */
const ENTRIES: Readonly<Record<string, string>> = {
  'server/src/main.ts': 'composition root of the server',
  'server/src/start-node.ts': 'composition root of a node',
  'server/src/open-site.ts': 'composition root of one site',
  'server/src/switch/instance/run-asterisk.ts': 'npm run asterisk',
  'simulator/src/cli.ts': 'npm run simulate',
  'simulator/src/demo.ts': 'npm start',
  'simulator/src/cluster/run-cluster.ts': 'npm run cluster',
  'simulator/src/cluster/proved-node.ts': 'the proof of the cluster starts it, and kills it',
  'simulator/src/crash/victim.ts': 'the proof of crashes starts it, and kills it',
  'simulator/src/voice/demo-voice.ts': 'npm run start:voice',
  'web/src/main.tsx': 'the page loads it',
  'tools/tasks.ts': 'the bootstrap starts it',
  'tools/tidy/main.ts': 'npm run check starts it',
  'tools/shared-postgres.ts': 'the runner starts it',
  'vitest.config.ts': 'the runner reads it',
  'web/vite.config.ts': 'the bundler reads it',
};

const isBench = (path: string): boolean => /^(server|simulator)\/src\/bench\//.test(path);

/** What may be started from outside: entry points and benchmarks. */
export const isEntry = (path: string): boolean => path in ENTRIES || isBench(path);

const KINDS = ['', '.pg', '.e2e', '.asterisk'];

/** Every source file has a test beside it, or has nothing to test: types and constants only. */
export const testBeside: Check = (sources) => {
  const paths = new Set(sources.map(({ path }) => path));
  const used = reachable(sources, isEntry);
  return sources.flatMap((source) => {
    const { path } = source;
    if (isTest(path) || !path.endsWith('.ts') || path.endsWith('.d.ts')) return [];
    // What only tests use is part of the tests: fakes, fixtures, generators.
    if (isEntry(path) || !used.has(path) || !hasBodies(source)) return [];
    const stem = path.slice(0, -'.ts'.length);
    const beside = KINDS.flatMap((kind) => [`${stem}${kind}.test.ts`, `${stem}${kind}.test.tsx`]);
    if (beside.some((test) => paths.has(test))) return [];
    return [{ path, line: 1, what: 'no test beside it' }];
  });
};

/**
 * Somebody could call it, or it has statements of its own. A table may be written with a private
 * shorthand of one expression, as the schemas are.
 */
function hasBodies({ program }: Source): boolean {
  let found = false;
  walk(program, (node, around) => {
    if (!isFunction(node)) return;
    const hasStatements = node.body?.type === 'BlockStatement';
    const isShared =
      around.at(-1)?.type === 'VariableDeclarator' &&
      around.some(({ type }) => type === 'ExportNamedDeclaration');
    if (hasStatements || isShared) found = true;
  });
  return found;
}

const isFunction = (node: AstNode): node is ESTree.Function | ESTree.ArrowFunctionExpression =>
  node.type === 'ArrowFunctionExpression' ||
  node.type === 'FunctionExpression' ||
  node.type === 'FunctionDeclaration';

/** A file that no entry point and no test reaches is dead. */
export const deadFiles: Check = (sources) => {
  const used = reachable(sources, (path) => isEntry(path) || isTest(path));
  return sources
    .filter(({ path }) => !used.has(path) && !path.endsWith('.d.ts'))
    .map(({ path }) => ({ path, line: 1, what: 'dead: no entry point and no test reaches it' }));
};

function reachable(
  sources: readonly Source[],
  starts: (path: string) => boolean,
): ReadonlySet<string> {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const reached = new Set(sources.map(({ path }) => path).filter(starts));
  // A set may grow while it is walked: what is added is visited too.
  for (const path of reached) {
    const source = byPath.get(path);
    if (source === undefined) continue;
    for (const target of named(source)) if (byPath.has(target)) reached.add(target);
  }
  return reached;
}

function named(source: Source): readonly string[] {
  const imported = source.imports.flatMap(({ specifier }) => {
    const target = resolveImport(source.path, specifier);
    return target === undefined ? [] : [target];
  });
  const folder = posix.dirname(source.path);
  // A child process is named by a path from its own folder or from the root.
  const mentioned = source.mentions.flatMap((text) => [posix.join(folder, text), text]);
  return [...imported, ...mentioned];
}
