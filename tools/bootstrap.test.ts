import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isInstalled, objection, outsidePath, stampInstalled } from './bootstrap.mjs';

const tasks =
  'start, start:voice, cluster, asterisk, backup, test, check, simulate, bench, prove, format';

test.each<[why: string, task: string | undefined, version: string, sentence: string | undefined]>([
  ['a task is carried out', 'start', '20.0.0', undefined],
  ['by a newer Node as well', 'test', '26.10.0', undefined],
  [
    'an old Node is told so',
    'start',
    '18.20.1',
    'Outpace needs Node 20 or newer to begin; this is Node 18.20.1.',
  ],
  ['a task has to be named', undefined, '20.0.0', `Which task? There are ${tasks}.`],
  ['and to exist', 'deploy', '20.0.0', `There is no task "deploy"; there are ${tasks}.`],
])('%s', (_why, task, version, sentence) => {
  expect(objection(task, version)).toBe(sentence);
});

describe('what is installed', () => {
  const project = (): string => {
    const root = mkdtempSync(join(tmpdir(), 'outpace-bootstrap-'));
    onTestFinished(() => rmSync(root, { recursive: true }));
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'package-lock.json'), '{}');
    return root;
  };

  test('is nothing before the stamp', () => {
    expect(isInstalled(project())).toBe(false);
  });

  test('is what the lock file says', () => {
    const root = project();
    stampInstalled(root);
    expect(isInstalled(root)).toBe(true);
  });

  test('is out of date when the lock file changes', () => {
    const root = project();
    stampInstalled(root);
    writeFileSync(join(root, 'package-lock.json'), '{ "changed": true }');
    expect(isInstalled(root)).toBe(false);
  });
});

test('npm runs on the Node from outside', () => {
  const path = ['/project/node_modules/.bin', '/usr/bin', '/other/node_modules/.bin'];
  expect(outsidePath('/project', path.join(delimiter)).split(delimiter)).toEqual([
    '/usr/bin',
    '/other/node_modules/.bin',
  ]);
});

test('a wrong task is one sentence and exit code 1', () => {
  const script = join(import.meta.dirname, 'bootstrap.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, 'deploy'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: `There is no task "deploy"; there are ${tasks}.\n`,
  });
});
