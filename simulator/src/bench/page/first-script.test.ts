import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIRST_SCRIPT_BYTES_MAX, firstScripts, weighFirstScript } from './first-script.ts';

const WEB_ROOT = join(import.meta.dirname, '..', '..', '..', '..', 'web', 'dist');

test('the page, the workspace and all that both import are loaded first, each once', () => {
  const manifest = {
    'index.html': { file: 'a.js', imports: ['_shared'], dynamicImports: ['src/admin/x.tsx'] },
    'src/agent/workspace.tsx': { file: 'w.js', imports: ['_shared', '_deep', 'index.html'] },
    'src/admin/x.tsx': { file: 'x.js' },
    _shared: { file: 's.js', imports: ['_deep'] },
    _deep: { file: 'd.js' },
  };
  expect(firstScripts(manifest)).toEqual(['a.js', 'd.js', 's.js', 'w.js']);
});

test('a page without the workspace is an error, not a light page', () => {
  expect(() => firstScripts({ 'index.html': { file: 'a.js' } })).toThrow('workspace');
});

test('the scripts of the workspace weigh at most 220 kB, compressed', () => {
  const { bytes, files } = weighFirstScript(WEB_ROOT);
  expect(files.length).toBeGreaterThan(2);
  expect(bytes).toBeLessThanOrEqual(FIRST_SCRIPT_BYTES_MAX);
});
