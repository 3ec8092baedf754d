import { agentId, campaignGroupId } from '@outpace/engine/basics/ids.ts';
import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { CommitTimes } from '../dialer/commit-times.ts';
import { FakeDialer } from './fake-dialer.ts';
import { addMetrics } from './metrics.ts';
import { OpenSockets } from './open-sockets.ts';
import { ScreenHub } from './screen-hub.ts';

test('counts of the site and durations of requests, by pattern and without ids', async () => {
  const dialer = new FakeDialer(new ScreenHub());
  const inAir = { offered: 1, dialing: 2, ringing: 3, waiting: 0, connected: 4 };
  const load = (id: string): void => dialer.load(campaignGroupId(id), { inAir });
  const app = Fastify();
  dialer.change(agentId('a-1'), {});
  load('g-1');
  load('g-2');
  const validator = {
    tryOut: () => Promise.resolve({ said: 'dial' } as const),
    answers: new Map([['refuse', 3]] as const),
    openCircuits: 1,
  };
  const commits = new CommitTimes();
  addMetrics(app, { dialer, sockets: new OpenSockets(), validator, commits });
  commits.note(4);
  app.get('/things/:id', async () => ({}));
  await app.inject('/things/4711');
  const { body, headers } = await app.inject('/metrics');
  expect(headers['content-type']).toMatch(/^text\/plain/);
  expect(body).toContain('outpace_agents{phase="not-ready"} 1');
  expect(body).toContain('outpace_attempts_in_air{phase="connected"} 8');
  expect(body).toContain('outpace_sockets{kind="agent"} 0');
  expect(body).toContain('outpace_up{part="store"} 1');
  expect(body).toContain('outpace_validations_total{said="refuse"} 3');
  expect(body).toContain('outpace_validation_circuits_open 1');
  expect(body).toContain('outpace_commit_seconds_bucket{le="0.002"} 0');
  expect(body).toContain('outpace_commit_seconds_bucket{le="0.005"} 1');
  expect(body).toContain('method="GET",route="/things/:id",status="200"');
  expect(body).toContain('nodejs_eventloop_lag_p99_seconds');
  expect(body).not.toContain('4711');
});
