import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from './run.mjs';

const node = process.execPath;

describe('run', () => {
  test.each([
    ['the exit code of the program', 'process.exit(3)', 3],
    ['0 when all is well', '', 0],
    ['128 and the number when a signal ended it', "process.kill(process.pid, 'SIGTERM')", 143],
  ])('answers %s', async (_why, script, code) => {
    expect(await run(node, ['-e', script])).toBe(code);
  });

  test('says when there is no such program', async () => {
    await expect(run('no-such-program-here', [])).rejects.toThrow('ENOENT');
  });

  test('leaves no listener behind', async () => {
    const before = process.listenerCount('SIGTERM');
    await run(node, ['-e', '']);
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'passes %s on and waits for the end',
    async (signal) => {
      // The inner program says that it is ready, and on the signal ends in order with code 5.
      const inner = `process.on('${signal}', () => { console.log('in order'); process.exit(5); });
      console.log('ready'); setTimeout(() => process.exit(9), 20_000);`;
      const outer = `import { run } from ${JSON.stringify(join(import.meta.dirname, 'run.mjs'))};
      process.exitCode = await run(process.execPath, ['-e', ${JSON.stringify(inner)}]);`;
      const child = spawn(node, ['--input-type=module', '-e', outer], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (text.includes('ready')) child.kill(signal);
      });
      const [code] = await once(child, 'close');
      expect({ code, said }).toEqual({ code: 5, said: 'ready\nin order\n' });
    },
  );
});
