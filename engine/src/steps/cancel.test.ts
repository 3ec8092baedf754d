import { expect, test } from 'vitest';
import { millis } from '../basics/time.ts';
import type { Validation } from '../campaigns/validation.ts';
import { ANN, AUTO_ANSWER, GROUP, kinds, TestSite } from '../test-site.ts';

const validation: Validation = {
  url: 'https://validation.example/ask',
  secretHeader: undefined,
  timeoutMs: millis(2_000),
  connectionsMax: 4,
  refusedAs: 'no-answer',
  onTimeout: { action: 'dial' },
  onError: { action: 'dial' },
};

type Play = (site: TestSite) => ReturnType<TestSite['step']>;

// biome-ignore format: a table is read in columns.
test.each<[why: string, play: Play, out: readonly string[], picture: object]>([
  ['the group is torn away',
    (s) => s.order({ type: 'force-unload', groupId: GROUP }),
    ['save-session', 'release-chains', 'reply'], { ann: 'ready leg down' }],
  ['its agent’s phone does not answer',
    (s) => s.leg(ANN, 'failed'),
    [], { ann: 'not-ready phone-lost leg down', group: 'running: 1 2 3' }],
  ['its agent’s screen stays away',
    (s) => { s.step({ type: 'agent-disconnected', agentId: ANN }); return s.tick(millis(30_000)); },
    [], { ann: 'not-ready connection-lost gone leg down' }],
])('asked about and not dialed when %s: nobody hangs up on nobody', (_why, play, out, picture) => {
  const site = TestSite.running({
    phones: 'needed',
    plan: { ...AUTO_ANSWER, validation },
  });
  site.ready(ANN);
  expect(site.attempt(1).phase).toBe('validating');
  const went = kinds(play(site));
  expect(went).not.toContain('hang-up');
  expect(went).not.toContain('close-attempt');
  for (const kind of out) expect(went).toContain(kind);
  expect(site.picture()).toMatchObject(picture);
});

test('what rings is hung up on', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER });
  site.ready(ANN);
  const effects = site.order({ type: 'force-unload', groupId: GROUP });
  expect(kinds(effects)).toContain('hang-up');
  expect(kinds(effects)).toContain('close-attempt');
});
