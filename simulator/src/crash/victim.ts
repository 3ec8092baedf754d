import { writeSync } from 'node:fs';
import { must } from '@outpace/engine/basics/assert.ts';
import { agentId, campaignGroupId, commandId, siteId } from '@outpace/engine/basics/ids.ts';
import { SystemClock } from '@outpace/server/dialer/clock.ts';
import { Dialer } from '@outpace/server/dialer/dialer.ts';
import { PostgresDialerStore } from '@outpace/server/store/dialer-store.ts';
import { StoredPlans } from '@outpace/server/store/plans.ts';
import pg from 'pg';
import { QuickCarrier } from '../quick-carrier.ts';
import { QuickAgents } from './quick-agents.ts';
import { AGENTS, GROUP, SITE } from './scene.ts';
import { openVictimDatabase, type VictimDatabase } from './victim-database.ts';

/*
 * The process that the crash test kills: a real dialer on the real store. It says on its standard
 * output, at the instant and unbuffered, which attempts are dialed and which notes were
 * acknowledged. `calm` as second argument: completes the group and ends by itself.
 */

const say = (...words: readonly string[]): void => void writeSync(1, `${words.join('\t')}\n`);

const database: VictimDatabase = JSON.parse(must(process.argv[2], 'the database'));
const run = must(process.argv[3], 'the name of the run');
const isCalm = process.argv[4] === 'calm';

const site = siteId(SITE);
const opened = await openVictimDatabase(database);
const pool = new pg.Pool({ ...opened.connection, max: 4 });
const agents = new QuickAgents(run, (interactionId, note) => say('saved', interactionId, note));
const dialer = new Dialer({
  clock: new SystemClock(),
  store: new PostgresDialerStore(pool, site, new StoredPlans(pool, site)),
  carrier: new QuickCarrier({
    onDial: (attemptId) => say('dialed', attemptId),
    stepMs: 8,
    talkMs: 24,
  }),
  screens: agents,
  site: { siteId: site, reasons: [] },
  onFault: (fault) => say('fault', fault.message),
  onEnd: (reason) => {
    say('ended', reason.message);
    process.exit(3);
  },
});

await dialer.start();
const groupId = campaignGroupId(GROUP);
if (isCalm) {
  const outcome = await dialer.supervisorCommand('test', commandId(`${run}-complete`), {
    type: 'complete',
    groupId,
  });
  say('completing', String(outcome.ok));
  while (dialer.sessionRow(groupId) !== undefined) await new Promise(setImmediate);
  await dialer.stop();
  await pool.end();
  await opened.stop();
  process.exit(0);
}
agents.logOn(dialer, AGENTS, 'agents');
const plan = await new StoredPlans(pool, site).plan(groupId);
const load = { type: 'load', plan: must(plan, 'the plan'), autoComplete: false } as const;
// Both are refused once the group came back by itself, which is as good.
await dialer.supervisorCommand('test', commandId(`${run}-load`), load);
while (dialer.sessionRow(groupId)?.phase === 'loading') await new Promise(setImmediate);
await dialer.supervisorCommand('test', commandId(`${run}-start`), { type: 'start', groupId });
say('running', String(dialer.agentView(agentId('agent-1')) !== undefined));
