import Fastify, { type FastifyInstance } from 'fastify';
import { CommitTimes } from '../dialer/commit-times.ts';
import type { FakeDialer } from './fake-dialer.ts';
import { addMetrics } from './metrics.ts';
import { OpenSockets } from './open-sockets.ts';

/** An app that serves the metrics of a dialer, with three refusals and an open circuit. */
export function measuredApp(dialer: FakeDialer): {
  readonly app: FastifyInstance;
  readonly commits: CommitTimes;
} {
  const validator = {
    tryOut: () => Promise.resolve({ said: 'dial' } as const),
    answers: new Map([['refuse', 3]] as const),
    openCircuits: 1,
  };
  const app = Fastify();
  const commits = new CommitTimes();
  addMetrics(app, { dialer, sockets: new OpenSockets(), validator, commits });
  return { app, commits };
}
