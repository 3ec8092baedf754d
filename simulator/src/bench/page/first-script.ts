import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What the bundler says of one chunk of the page; the keys of its manifest are the imports. */
type Chunk = { readonly file: string; readonly imports?: readonly string[] };
export type Manifest = Readonly<Record<string, Chunk | undefined>>;

/** Most that the scripts of the workspace may weigh before it is usable, compressed, bytes. */
export const FIRST_SCRIPT_BYTES_MAX = 220_000;

const ENTRY = 'index.html';
const WORKSPACE = 'src/agent/workspace.tsx';

/** The scripts that must be there before the workspace is shown: of the page, and of its place. */
export function firstScripts(manifest: Manifest): readonly string[] {
  const names = new Set([ENTRY, WORKSPACE]);
  const files: string[] = [];
  // A set may grow while it is walked: what is added is visited too.
  for (const name of names) {
    const chunk = manifest[name];
    if (chunk === undefined) throw new Error(`the page was built without ${name}`);
    files.push(chunk.file);
    for (const imported of chunk.imports ?? []) names.add(imported);
  }
  return files.toSorted();
}

export type FirstScript = { readonly files: readonly string[]; readonly bytes: number };

/** The same, weighed as a browser gets them, in a page that was built. */
export function weighFirstScript(webRoot: string): FirstScript {
  const path = join(webRoot, '.vite', 'manifest.json');
  const manifest: Manifest = JSON.parse(readFileSync(path, 'utf8'));
  const files = firstScripts(manifest);
  const bytes = files.map((file) => gzipSync(readFileSync(join(webRoot, file))).length);
  return { files, bytes: bytes.reduce((sum, each) => sum + each, 0) };
}
