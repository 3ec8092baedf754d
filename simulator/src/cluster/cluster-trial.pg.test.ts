import { expect, test } from 'vitest';
import { tryCluster } from './cluster-trial.ts';
import { brokenIn } from './prove-cluster.ts';

const small = { nodes: 2, sites: 2, agentsPerSite: 4, chainsPerSite: 600, say: () => undefined };

test('a node is stopped in its work for longer than its lease, and nothing is lost', async () => {
  const report = await tryCluster({
    ...small,
    troubles: ['stopped before a write', 'killed and back at once'],
    ...{ lastsMs: 17_000, seed: 3 },
  });
  expect(brokenIn(report)).toEqual([]);
  expect(report.disturbances.length).toBeGreaterThan(0);
  // Enough happened for the test to mean something.
  expect(report.dials.length).toBeGreaterThan(50);
  expect(report.notesSaved).toBeGreaterThan(30);
}, 400_000);
