import type { Check, Finding, Import, Source } from './parse-source.ts';
import { isTest, resolveImport } from './parse-source.ts';

/** What each workspace may import, itself included. Tools may look at everything. */
const WORKSPACES: Readonly<Record<string, readonly string[]>> = {
  engine: ['engine'],
  protocol: ['protocol', 'engine'],
  server: ['server', 'protocol', 'engine'],
  simulator: ['simulator', 'server', 'protocol', 'engine'],
  web: ['web', 'protocol', 'engine'],
  tools: ['tools', 'engine', 'protocol', 'server', 'simulator', 'web'],
};

/** Rooms of the engine from the ground up; rooms of one height do not import each other. */
const HEIGHTS: Readonly<Record<string, number>> = {
  basics: 0,
  'calling-lists': 1,
  pacing: 1,
  compliance: 2,
  campaigns: 3,
  dialing: 4,
  agents: 5,
  interactions: 6,
  // The files of the root: event, effect, state, invariants and what keeps the state in order.
  '.': 7,
  views: 8,
  steps: 8,
  'engine.ts': 9,
};

const SCREENS = ['agent', 'supervisor', 'admin'];

type Edge = { readonly source: Source; readonly entry: Import; readonly target: string };

function edges(sources: readonly Source[]): readonly Edge[] {
  return sources.flatMap((source) =>
    source.imports.flatMap((entry) => {
      const target = resolveImport(source.path, entry.specifier);
      return target === undefined ? [] : [{ source, entry, target }];
    }),
  );
}

const at = ({ source, entry }: Edge, what: string): Finding => ({
  path: source.path,
  line: entry.line,
  what,
});

const workspaceOf = (path: string): string => path.split('/')[0] ?? '';

/** engine ← protocol ← server ← simulator, and web beside server. */
export const workspaceLayers: Check = (sources) =>
  edges(sources).flatMap((edge) => {
    const from = workspaceOf(edge.source.path);
    const to = workspaceOf(edge.target);
    if (from === to) return [];
    if (!(WORKSPACES[from] ?? []).includes(to)) return [at(edge, `${from} may not import ${to}`)];
    const alien = crossingNames(from, to, edge);
    return alien === undefined ? [] : [at(edge, alien)];
  });

/** Tests may call what they compare with; the rest takes types, and protocol the tables too. */
function crossingNames(from: string, to: string, { source, entry }: Edge): string | undefined {
  if (to !== 'engine' || entry.kind === 'type' || isTest(source.path)) return undefined;
  if (from === 'web') return 'web may import only types from engine';
  if (from !== 'protocol') return undefined;
  const functions = entry.names.filter((name) => !/^[A-Z][A-Z0-9_]*$/.test(name));
  if (functions.length === 0) return undefined;
  return `protocol may import types and constant tables from engine, not ${functions.join(', ')}`;
}

/** The engine knows nothing from outside, and its tests only the runner and fast-check. */
export const engineAlone: Check = (sources) =>
  sources
    .filter(({ path }) => path.startsWith('engine/'))
    .flatMap((source) =>
      source.imports
        .filter(({ specifier }) => resolveImport(source.path, specifier) === undefined)
        .filter(({ specifier }) => !isTest(source.path) || !isForTests(specifier))
        .map(({ specifier, line }) => ({
          path: source.path,
          line,
          what: `engine imports nothing, not ${specifier}`,
        })),
    );

const isForTests = (specifier: string): boolean =>
  specifier === 'vitest' || specifier === 'fast-check' || specifier.startsWith('node:');

/** Inside the engine imports go down: basics ← calling-lists · pacing ← … ← steps ← engine.ts. */
export const engineRooms: Check = (sources) =>
  edges(sources).flatMap((edge) => {
    if (isTest(edge.source.path) || isFixture(edge.source.path)) return [];
    const from = roomOf(edge.source.path);
    const to = roomOf(edge.target);
    if (from === undefined || to === undefined || from === to) return [];
    const up = HEIGHTS[from];
    const down = HEIGHTS[to];
    if (up === undefined) return [at(edge, `${from} is not a room of the engine`)];
    if (down === undefined) return [at(edge, `${to} is not a room of the engine`)];
    // The root files describe what every room holds, so they may name a type from above.
    if (down < up || (from === '.' && edge.entry.kind === 'type')) return [];
    return [at(edge, `engine: ${label(from)} may not import ${label(to)}`)];
  });

/** Fixtures and fakes stand above everything, as the tests that use them do. */
const isFixture = (path: string): boolean => /\/(test|fake)-[^/]+\.ts$/.test(path);

const label = (room: string): string => (room === '.' ? 'a root file' : room);

function roomOf(path: string): string | undefined {
  const inside = /^engine\/src\/(.+)$/.exec(path)?.[1];
  if (inside === undefined) return undefined;
  if (inside === 'engine.ts') return inside;
  return inside.includes('/') ? inside.split('/')[0] : '.';
}

/** The screens of one role do not import those of another; common parts go down to `ui/`. */
export const screenRooms: Check = (sources) =>
  edges(sources).flatMap((edge) => {
    const from = screenOf(edge.source.path);
    const to = screenOf(edge.target);
    if (from === undefined || to === undefined || from === to) return [];
    return [at(edge, `web: ${from} may not import ${to}`)];
  });

function screenOf(path: string): string | undefined {
  const room = /^web\/src\/([^/]+)\//.exec(path)?.[1];
  return room !== undefined && SCREENS.includes(room) ? room : undefined;
}

/** An import must name a file of the repository as it is spelt there. */
export const importsExist: Check = (sources) => {
  const paths = new Set(sources.map(({ path }) => path));
  return edges(sources)
    .filter(({ target }) => /\.tsx?$/.test(target) && !paths.has(target))
    .map((edge) => at(edge, `there is no ${edge.target}`));
};

/** No file runs another one that runs it: reported once per ring, at its first file by path. */
export const importCycles: Check = (sources) => {
  const next = new Map<string, Edge[]>();
  for (const edge of edges(sources)) {
    if (edge.entry.kind !== 'value') continue;
    const list = next.get(edge.source.path) ?? [];
    next.set(edge.source.path, [...list, edge]);
  }
  const findings: Finding[] = [];
  const done = new Set<string>();
  for (const { path } of sources.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    follow(path, [], next, done, findings);
  }
  return findings;
};

function follow(
  path: string,
  trail: readonly Edge[],
  next: ReadonlyMap<string, readonly Edge[]>,
  done: Set<string>,
  findings: Finding[],
): void {
  const back = trail.findIndex(({ source }) => source.path === path);
  const first = trail[back];
  if (first !== undefined) {
    const ring = [...trail.slice(back).map(({ source }) => source.path), path];
    findings.push(at(first, `import cycle: ${ring.join(' → ')}`));
    return;
  }
  if (done.has(path)) return;
  for (const edge of next.get(path) ?? []) {
    follow(edge.target, [...trail, edge], next, done, findings);
  }
  done.add(path);
}
