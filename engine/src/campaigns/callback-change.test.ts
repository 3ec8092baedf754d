import { expect, test } from 'vitest';
import { recordId } from '../basics/ids.ts';
import { fail, ok } from '../basics/result.ts';
import { callbackMoved, cancelledUndialed } from '../calling-lists/chain-outcome.ts';
import { ANN, BEN, chain, phone, plan, record, START } from '../test-site.ts';
import { changedChain } from './callback-change.ts';

const mine = record(7, { type: 'personal-callback', agentId: ANN });
const promised = chain(7, { records: [mine] });
const facts = { suppressed: new Map(), at: START, newId: recordId('-1') };
const order = { owner: ANN, plan: plan(), members: [ANN, BEN] };

test('a promise is given up, handed over, or moved to a number that was just given', () => {
  const cancel = { ...order, change: { type: 'cancel' } } as const;
  expect(changedChain(promised, cancel, facts)).toEqual(ok(cancelledUndialed(promised, START)));
  const give = { ...order, change: { type: 'hand-over', to: BEN } } as const;
  expect(changedChain(promised, give, facts)).toEqual(
    ok(callbackMoved(promised, { ...mine, agentId: BEN }, promised.dueAt)),
  );
  const time = { local: '2026-06-01T16:30', zone: 'America/New_York', reading: undefined };
  const to = { kind: 'new-number', phone: phone(8) } as const;
  const move = {
    ...order,
    change: { type: 'move', wish: { time, kind: 'personal', to } },
  } as const;
  expect(changedChain(promised, move, facts)).toMatchObject({
    ok: true,
    value: {
      position: 1,
      records: [{ id: '7', type: 'general', agentId: undefined }],
      added: [{ id: '-1', phone: phone(8), type: 'personal-callback', agentId: ANN }],
    },
  });
});

test('what is nobody’s promise, or somebody else’s, is not touched', () => {
  const cancel = { ...order, change: { type: 'cancel' } } as const;
  const gone = fail({ code: 'CALLBACK_GONE' });
  expect(changedChain(chain(7), { ...cancel, owner: undefined }, facts)).toEqual(gone);
  expect(changedChain(promised, { ...cancel, owner: BEN }, facts)).toEqual(gone);
});
