import { must } from '@outpace/engine/basics/assert.ts';
import { attemptId } from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attemptEvidence, attemptsOn } from './evidence.ts';
import { asOwner, takeOwnership } from './ownership.ts';
import { addAttempt, addCustomer, openTestList, type TestSite } from './test-site.ts';
import { writeOf } from './test-writes.ts';
import { closeAttempts, openAttempts } from './writes/attempts.ts';

let place: TestSite;
beforeAll(async () => {
  place = await openTestList();
});
afterAll(() => place.drop());

const evidence = (id: string) => attemptEvidence(place.pool, place.site, attemptId(id));

test('what the rules said is kept as it was said, whatever is written later', async () => {
  const ours = { site: place.site, epoch: await takeOwnership(place.pool, place.site) };
  const open = writeOf['open-attempt'];
  await asOwner(place.pool, ours, async (statements) => {
    await openAttempts(statements, ours, [open]);
    await openAttempts(statements, ours, [{ ...open, answers: [] }]);
    await closeAttempts(statements, ours, [writeOf['close-attempt']]);
  });
  const found = must(await evidence('a1'), 'the attempt');
  expect(found).toMatchObject({
    attemptId: 'a1',
    campaignId: 'campaign',
    listId: 'list',
    phone: open.phone,
    mode: 'progressive',
    callResult: 'busy',
    answers: open.answers,
  });
  expect(Date.parse(found.openedAt)).toBe(open.openedAt);
});

test('an attempt of an earlier release has none, and what nobody made is not found', async () => {
  const chainId = await addCustomer(place);
  await addAttempt(place.pool, place.site, { id: 'old', chainId });
  expect(await evidence('old')).toMatchObject({ answers: null, callResult: null });
  expect(await evidence('never')).toBeUndefined();
});

test('the attempts on a number are told with their names, the newest first', async () => {
  const { pool, site } = place;
  const parsed = parsePhoneNumber('+12125550142');
  const phone = must(parsed.ok ? parsed.value : undefined, 'the number');
  await pool.query("update attempts set opened_at = '2026-01-01T00:00:00Z' where id = 'old'");
  const chainId = await addCustomer(place);
  await addAttempt(pool, site, { id: 'new', chainId, callResult: 6 });
  expect(await attemptsOn(pool, site, phone)).toMatchObject([
    { attemptId: 'a1', contactName: '', callResult: 'busy' },
    { attemptId: 'new', contactName: 'Somebody', agentName: null, callResult: 'busy' },
    { attemptId: 'old', openedAt: '2026-01-01T00:00:00.000Z', callResult: null },
  ]);
});
