import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type ESTree, type ParseResult, parseSync } from 'vite';

/** One thing that breaks a rule of the house: where, and what. */
export type Finding = { readonly path: string; readonly line: number; readonly what: string };

/** One check over all sources of the repository; pure, so that it can be tried on a bad text. */
export type Check = (sources: readonly Source[]) => readonly Finding[];

/** A TypeScript file as the checks see it. `path` is relative to the root, with slashes. */
export type Source = {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly program: ESTree.Program;
  readonly comments: readonly Comment[];
  readonly imports: readonly Import[];
  /** Paths in string literals that end in `.ts`: how a child process or a worker is named. */
  readonly mentions: readonly string[];
  /** Where each line starts in the text. */
  readonly starts: readonly number[];
};

export type Import = {
  readonly specifier: string;
  readonly line: number;
  /** `type` is erased; `value` runs the other file first; `dynamic` runs it later. */
  readonly kind: 'type' | 'value' | 'dynamic';
  /** Names taken over as values, as the other file calls them; `*` for all of them. */
  readonly names: readonly string[];
};

export type AstNode = ESTree.Node;
export type Comment = ParseResult['comments'][number];

/** Parses one text. A text with a syntax error is a bug of the caller: the compiler runs first. */
export function parseSource(path: string, text: string): Source {
  const lang = path.endsWith('.tsx') ? 'tsx' : path.endsWith('.d.ts') ? 'dts' : 'ts';
  const { program, comments, errors } = parseSync(path, text, { lang, sourceType: 'module' });
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path} does not parse: ${error.message}`);
  const lines = text.replace(/\n$/, '').split('\n');
  const starts = lineStarts(text);
  const imports: Import[] = [];
  const mentions: string[] = [];
  walk(program, (node) => {
    const found = importIn(node);
    if (found !== undefined) imports.push({ ...found, line: lineAt(starts, node.start) });
    if (node.type === 'Literal' && typeof node.value === 'string' && /\.tsx?$/.test(node.value)) {
      mentions.push(node.value);
    }
  });
  return { path, text, lines, program, comments, imports, mentions, starts };
}

function importIn(node: AstNode): Omit<Import, 'line'> | undefined {
  switch (node.type) {
    case 'ImportDeclaration': {
      const kind = node.importKind === 'type' ? 'type' : 'value';
      const names = kind === 'type' ? [] : node.specifiers.flatMap(importedName);
      return { specifier: node.source.value, kind, names };
    }
    case 'ExportNamedDeclaration': {
      if (node.source === null) return undefined;
      const kind = node.exportKind === 'type' ? 'type' : 'value';
      const names = kind === 'type' ? [] : node.specifiers.map(({ local }) => nameOf(local));
      return { specifier: node.source.value, kind, names };
    }
    case 'ExportAllDeclaration': {
      const kind = node.exportKind === 'type' ? 'type' : 'value';
      return { specifier: node.source.value, kind, names: kind === 'type' ? [] : ['*'] };
    }
    case 'ImportExpression': {
      const { source } = node;
      if (source.type !== 'Literal' || typeof source.value !== 'string') return undefined;
      return { specifier: source.value, kind: 'dynamic', names: ['*'] };
    }
    default:
      return undefined;
  }
}

function importedName(specifier: ESTree.ImportDeclarationSpecifier): readonly string[] {
  if (specifier.type === 'ImportDefaultSpecifier') return ['default'];
  if (specifier.type === 'ImportNamespaceSpecifier') return ['*'];
  return specifier.importKind === 'type' ? [] : [nameOf(specifier.imported)];
}

const nameOf = (name: ESTree.ModuleExportName): string =>
  name.type === 'Literal' ? name.value : name.name;

/** Shows every node to `visit`, outer before inner, with the nodes around it, nearest last. */
export function walk(
  root: AstNode,
  visit: (node: AstNode, around: readonly AstNode[]) => void,
  around: readonly AstNode[] = [],
): void {
  visit(root, around);
  const inside = [...around, root];
  for (const [key, value] of Object.entries(root)) {
    if (key === 'parent') continue;
    for (const item of Array.isArray(value) ? value : [value]) {
      if (isNode(item)) walk(item, visit, inside);
    }
  }
}

const isNode = (value: unknown): value is AstNode =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  typeof value.type === 'string' &&
  'start' in value;

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Line of an offset, counted from 1. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

export const finding = (
  source: Source,
  node: { readonly start: number },
  what: string,
): Finding => ({
  path: source.path,
  line: lineAt(source.starts, node.start),
  what,
});

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

/** The path that a specifier names, or undefined for a package from outside. */
export function resolveImport(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  const inner = /^@outpace\/([^/]+)\/(.+)$/.exec(specifier);
  return inner === null ? undefined : `${inner[1]}/src/${inner[2]}`;
}

const ROOMS = ['engine/src', 'protocol/src', 'server/src', 'simulator/src', 'web/src', 'tools'];

/** All TypeScript sources of the repository under `root`. */
export function readSources(root: string): readonly Source[] {
  return readFiles(root, ROOMS, /\.tsx?$/).map(({ path, text }) => parseSource(path, text));
}

export type TextFile = { readonly path: string; readonly text: string };

/** All files in some places, folders or single files, whose name fits; in the order of paths. */
export function readFiles(
  root: string,
  places: readonly string[],
  fits: RegExp,
): readonly TextFile[] {
  const paths = places.flatMap((place) => listFiles(root, place)).filter((path) => fits.test(path));
  return paths.toSorted().map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

const NOT_OURS = new Set(['node_modules', 'dist', 'data', '.git', '.cache', 'test-results']);

function listFiles(root: string, folder: string): readonly string[] {
  if (statSync(join(root, folder)).isFile()) return [folder];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : listFiles(root, path);
    return entry.isFile() ? [path] : [];
  });
}
