import { expect, test } from 'vitest';
import { commandId } from '../basics/ids.ts';
import { ANN, answers, BEN, GROUP, kinds, TestSite } from '../test-site.ts';

test('a repeated command is answered alike and carried out once', () => {
  const site = TestSite.running();
  const ready = {
    type: 'agent-command',
    agentId: ANN,
    commandId: commandId('same'),
    command: { type: 'set-ready' },
  } as const;
  site.step(ready);
  const before = site.picture();
  expect(site.step(ready)).toEqual([
    { type: 'reply', commandId: 'same', outcome: { ok: true, value: { done: 'done' } } },
  ]);
  expect(site.picture()).toEqual(before);
});

test('a refusal is remembered too, even when it would be allowed by now', () => {
  const site = new TestSite();
  const start = {
    type: 'supervisor-command',
    by: 'sue',
    commandId: commandId('same'),
    command: { type: 'start', groupId: GROUP },
  } as const;
  expect(answers(site.step(start))).toEqual(['GROUP_NOT_LOADED']);
  site.load();
  site.lease([]);
  expect(answers(site.step(start))).toEqual(['GROUP_NOT_LOADED']);
});

test('only the newest answers are remembered', () => {
  const site = TestSite.running({ limits: { commandsRemembered: 2 } });
  const log = (id: string) =>
    site.step({
      type: 'agent-command',
      agentId: BEN,
      commandId: commandId(id),
      command: { type: 'set-ready' },
    });
  for (const id of ['one', 'two', 'three']) log(id);
  expect([...site.state.answered.keys()]).toEqual(['two', 'three']);
  site.logOn(BEN);
  expect([answers(log('three')), answers(log('one'))]).toEqual([['AGENT_NOT_LOGGED_ON'], ['ok']]);
  expect(kinds(log('one'))).toEqual(['reply']);
});
