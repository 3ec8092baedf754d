import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { benches } from './benches.ts';

test('benchmarks are the files of the two folders', () => {
  const root = mkdtempSync(join(tmpdir(), 'outpace-benches-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  expect([...benches(root).keys()]).toEqual([]);
  const server = join(root, 'server', 'src', 'bench');
  const simulator = join(root, 'simulator', 'src', 'bench');
  for (const folder of [server, simulator]) mkdirSync(folder, { recursive: true });
  for (const file of ['lease.ts', 'import.ts', 'lease.test.ts', 'notes.md']) {
    writeFileSync(join(server, file), '');
  }
  writeFileSync(join(simulator, 'engine.ts'), '');
  expect([...benches(root)]).toEqual([
    ['engine', join(simulator, 'engine.ts')],
    ['import', join(server, 'import.ts')],
    ['lease', join(server, 'lease.ts')],
  ]);
});
