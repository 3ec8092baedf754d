import type { CommandId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { Commands } from './commands.ts';

function arrange() {
  const said: { readonly id: CommandId; readonly body: string }[] = [];
  const commands = new Commands<string>((id, body) => said.push({ id, body }) > 0);
  const idOf = (n: number): CommandId => {
    const one = said[n];
    if (one === undefined) throw new Error(`command ${n} was not said`);
    return one.id;
  };
  return { said, commands, idOf };
}

test('a command is pending until its reply', async () => {
  const { commands, idOf } = arrange();
  const done = commands.send('mute');
  expect(commands.pending).toEqual(['mute']);
  commands.settle({ id: idOf(0), ok: true });
  await done;
  expect(commands.pending).toEqual([]);
});

test('a refusal arrives as one, with the sentence of the server', async () => {
  const { commands, idOf } = arrange();
  const refused = commands.send('mark-done');
  const message = 'End the call first.';
  commands.settle({ id: idOf(0), ok: false, code: 'CALL_STILL_UP', message });
  await expect(refused).rejects.toMatchObject({ code: 'CALL_STILL_UP', message });
});

test('after a reconnect what has no reply goes out again, in order, same ids', async () => {
  const { commands, said, idOf } = arrange();
  const answered = commands.send('first');
  const waiting = [commands.send('second'), commands.send('third')];
  commands.settle({ id: idOf(0), ok: true });
  await answered;
  commands.resend();
  expect(said.slice(3)).toEqual(said.slice(1, 3));
  commands.settle({ id: idOf(1), ok: true });
  commands.settle({ id: idOf(2), ok: true });
  await Promise.all(waiting);
});

test('a reply that comes twice, or to nobody, changes nothing', async () => {
  const { commands, idOf } = arrange();
  const done = commands.send('mute');
  commands.settle({ id: idOf(0), ok: true });
  commands.settle({ id: idOf(0), ok: false, code: 'NO_CALL', message: 'There is no call now.' });
  await done;
});

test('a page that lost the workspace gives up on what it asked for', async () => {
  const { commands } = arrange();
  const refused = commands.send('end-call');
  commands.rejectAll('SUPERSEDED');
  await expect(refused).rejects.toMatchObject({ code: 'SUPERSEDED' });
  expect(commands.pending).toEqual([]);
});
