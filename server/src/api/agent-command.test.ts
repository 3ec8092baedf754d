import { agentId, commandId } from '@outpace/engine/basics/ids.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import { expect, test } from 'vitest';
import { agentCommand, parseAgentCommand } from './agent-command.ts';
import { FakeDialer } from './fake-dialer.ts';
import { ScreenHub } from './screen-hub.ts';

const parse = (json: string): AgentCommandBody => JSON.parse(json);

test.each(['save-draft', 'mark-done'])('in %s null is "not chosen"', (type) => {
  const draft = '{"callResult":null,"dispositionCode":"sold","doNotCall":null,"note":""}';
  const body = parse(`{"type":"${type}","interactionId":"i-1","draft":${draft}}`);
  const said = { callResult: undefined, dispositionCode: 'sold', doNotCall: undefined, note: '' };
  expect(parseAgentCommand(body)).toStrictEqual(ok({ type, interactionId: 'i-1', draft: said }));
});

test('the value of a field may be null, and stays it', () => {
  const body = parse('{"type":"edit-field","interactionId":"i-1","key":"age","value":null}');
  expect(parseAgentCommand(body)).toStrictEqual(ok(body));
});

test('a number is read at the door', () => {
  const recall = (phone: string) =>
    parseAgentCommand(
      parse(
        `{"type":"recall","interactionId":"i-1","to":{"kind":"new-number","phone":"${phone}"}}`,
      ),
    );
  const to = { kind: 'new-number', phone: '+12125550142' };
  expect(recall('+1 (212) 555-0142')).toEqual(ok({ type: 'recall', interactionId: 'i-1', to }));
  expect(recall('212 555 0142')).toEqual({
    ok: false,
    problem: { code: 'NUMBER_INVALID', detail: '212 555 0142' },
  });
});

test('a promise in a draft is read with its number and its time', () => {
  const time = '{"local":"2026-11-30T10:00","zone":"America/New_York"}';
  const to = '{"kind":"record","recordId":"7"}';
  const callback = `{"time":${time},"kind":"personal","to":${to}}`;
  const nothing = '"callResult":null,"dispositionCode":null,"doNotCall":null,"note":""';
  const draft = `{${nothing},"callback":${callback}}`;
  const read = parseAgentCommand(
    parse(`{"type":"save-draft","interactionId":"i-1","draft":${draft}}`),
  );
  expect(read).toMatchObject({
    ok: true,
    value: {
      draft: {
        callback: {
          time: { local: '2026-11-30T10:00', zone: 'America/New_York', reading: undefined },
          kind: 'personal',
          to: { kind: 'record', recordId: '7' },
        },
      },
    },
  });
});

test("what cannot be read does not reach the dialer, and ids are the agent's own", async () => {
  const dialer = new FakeDialer(new ScreenHub());
  const id = commandId('1');
  const to = '{"kind":"new-number","phone":"0142"}';
  const bad = parse(`{"type":"recall","interactionId":"i-1","to":${to}}`);
  expect(await agentCommand(dialer, agentId('ann'), id, bad)).toMatchObject({
    problem: { code: 'NUMBER_INVALID' },
  });
  const command = { type: 'set-ready' } as const;
  expect(await agentCommand(dialer, agentId('ann'), id, command)).toEqual(ok({ done: 'done' }));
  expect(dialer.agentCommands).toEqual([{ agentId: 'ann', commandId: 'ann/1', command }]);
});
