import type { SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { DialerPort } from './dialer-port.ts';

const LABELS = ['group', 'name'] as const;

type GroupGauge = {
  readonly name: string;
  readonly help: string;
  /** Undefined: nothing can be said yet, and nothing is. */
  readonly of: (row: SessionRow) => number | undefined;
};

/** As they are now, of each loaded campaign group. */
const GAUGES: readonly GroupGauge[] = [
  {
    name: 'outpace_group_dialing',
    help: 'Whether a loaded campaign group is started (1) or not (0)',
    of: ({ phase }) => (phase === 'running' ? 1 : 0),
  },
  {
    name: 'outpace_group_agents_ready',
    help: 'Agents of the group who are ready',
    of: ({ agents }) => agents.ready,
  },
  {
    name: 'outpace_group_agents_talking',
    help: 'Agents of the group who talk',
    of: ({ agents }) => agents.talking,
  },
  {
    name: 'outpace_group_abandoned_share',
    help: 'Abandoned calls of all live answers of the campaign in the period of its law, 0 to 1',
    of: ({ periodAbandonment }) => periodAbandonment.share,
  },
  {
    name: 'outpace_group_abandoned_share_limit',
    help: 'What that share may be at most, 0 to 1',
    of: ({ periodAbandonment }) => periodAbandonment.limit,
  },
];

/** Since the group was loaded; a group that is loaded again begins at nothing. */
const COUNTERS: readonly (Omit<GroupGauge, 'of'> & {
  readonly of: (row: SessionRow) => number;
})[] = [
  {
    name: 'outpace_group_attempts_total',
    help: 'Calls opened by the group',
    of: ({ counts }) => counts.attempts,
  },
  {
    name: 'outpace_group_live_answers_total',
    help: 'Persons who answered calls of the group',
    of: ({ counts }) => counts.liveAnswers,
  },
  {
    name: 'outpace_group_abandoned_total',
    help: 'Persons who answered and had no agent in time',
    of: ({ counts }) => counts.abandoned,
  },
];

/** What supervisors watch of each campaign group, for alerts and dashboards. */
export function measureGroups(registry: Registry, dialer: Pick<DialerPort, 'sessionRows'>): void {
  const registers = [registry];
  const labelNames = [...LABELS];
  for (const { name, help, of } of GAUGES) {
    new Gauge({
      ...{ name, help, labelNames, registers },
      collect() {
        // Groups that are no longer loaded are not told any more.
        this.reset();
        for (const row of dialer.sessionRows()) {
          const value = of(row);
          if (value !== undefined) this.set(labelsOf(row), value);
        }
      },
    });
  }
  for (const { name, help, of } of COUNTERS) {
    new Counter({
      ...{ name, help, labelNames, registers },
      collect() {
        this.reset();
        for (const row of dialer.sessionRows()) this.inc(labelsOf(row), of(row));
      },
    });
  }
}

const labelsOf = ({ groupId, groupName }: SessionRow): Record<(typeof LABELS)[number], string> => ({
  group: groupId,
  name: groupName,
});
