import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import { expect, test } from 'vitest';
import { agentCommand } from './agent-command.ts';

const parse = (json: string): AgentCommandBody => JSON.parse(json);

test.each(['save-draft', 'mark-done'])('in %s null is "not chosen"', (type) => {
  const draft = '{"callResult":null,"dispositionCode":"sold","doNotCall":null,"note":""}';
  const body = parse(`{"type":"${type}","interactionId":"i-1","draft":${draft}}`);
  expect(agentCommand(body)).toStrictEqual({
    type,
    interactionId: 'i-1',
    draft: { callResult: undefined, dispositionCode: 'sold', doNotCall: undefined, note: '' },
  });
});

test('the value of a field may be null, and stays it', () => {
  const body = parse('{"type":"edit-field","interactionId":"i-1","key":"age","value":null}');
  expect(agentCommand(body)).toBe(body);
});
