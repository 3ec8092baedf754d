import { must } from '@outpace/engine/basics/assert.ts';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { agentId, campaignGroupId, commandId, siteId } from '@outpace/engine/basics/ids.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { SystemClock } from '@outpace/server/dialer/clock.ts';
import { Dialer } from '@outpace/server/dialer/dialer.ts';
import { PostgresDialerStore } from '@outpace/server/store/dialer-store.ts';
import { StoredPlans } from '@outpace/server/store/plans.ts';
import { AsteriskSwitch } from '@outpace/server/switch/asterisk/asterisk-switch.ts';
import type { AriLog } from '@outpace/server/switch/asterisk/connection.ts';
import { realTimers } from '@outpace/server/switch/asterisk/timers.ts';
import type { TrunkSettings } from '@outpace/server/switch/asterisk/trunk-settings.ts';
import type pg from 'pg';
import { type Habit, type OnSaved, QuickAgents } from '../crash/quick-agents.ts';
import { GROUP, SITE } from '../crash/scene.ts';
import { Changes } from './changes.ts';

export type CallCentreOrder = {
  readonly pool: pg.Pool;
  /** Where Asterisk takes requests, and who asks. */
  readonly asterisk: { readonly url: string; readonly user: string; readonly secret: string };
  readonly trunks: readonly TrunkSettings[];
  /** Tells the runs on one database apart. */
  readonly run: string;
  readonly agents: number;
  readonly habit: Habit;
  readonly onSaved?: OnSaved;
  readonly log: AriLog;
};

/**
 * The dialer on the real store and the real switch, as the server has them, with agents by script
 * in the place of pages and sockets. Its site is that of the crash test.
 */
export class CallCentre {
  readonly dialer: Dialer;
  readonly #carrier: AsteriskSwitch;
  readonly #agents: QuickAgents;
  readonly #order: CallCentreOrder;
  readonly #changes = new Changes();
  readonly #faults: string[] = [];
  #endedBy: Error | undefined;
  #commands = 0;

  private constructor(order: CallCentreOrder) {
    const { asterisk, habit, log, onSaved = () => undefined, pool, run, trunks } = order;
    const site = siteId(SITE);
    this.#order = order;
    const { url, user, secret } = asterisk;
    const settings = { siteId: site, url, user, secret, trunks };
    this.#carrier = new AsteriskSwitch(settings, realTimers(), log);
    this.#agents = new QuickAgents(run, onSaved, habit);
    this.dialer = new Dialer({
      clock: new SystemClock(),
      store: new PostgresDialerStore(pool, site, new StoredPlans(pool, site)),
      carrier: this.#carrier,
      screens: {
        agentChanged: (id) => {
          this.#agents.agentChanged(id);
          this.#changes.tell();
        },
        promisesChanged: () => {},
        sessionChanged: () => this.#changes.tell(),
      },
      site: { siteId: site, reasons: [], phones: 'needed' },
      onFault: (fault) => this.#faults.push(fault.message),
      onEnd: (reason) => {
        this.#endedBy = reason;
        this.#changes.tell();
      },
    });
  }

  static async open(order: CallCentreOrder): Promise<CallCentre> {
    const centre = new CallCentre(order);
    centre.#agents.watch(centre.dialer);
    await centre.dialer.start();
    return centre;
  }

  /** What failed at the store, in the words of the log. */
  get faults(): readonly string[] {
    return this.#faults;
  }

  /** Why the dialer has ended, once it has. */
  get endedBy(): Error | undefined {
    return this.#endedBy;
  }

  /** The group is there, and dials nobody yet. */
  async load(end: 'complete' | 'stay' = 'stay'): Promise<void> {
    const { pool } = this.#order;
    const plans = new StoredPlans(pool, siteId(SITE));
    const plan = must(await plans.plan(campaignGroupId(GROUP)), 'the plan');
    const autoComplete = end === 'complete';
    // Refused once the group came back by itself, which is as good.
    await this.dialer.supervisorCommand('test', this.#id(), { type: 'load', plan, autoComplete });
    await this.until('the group', () => this.isLoaded() || undefined);
  }

  /** The group is there and dials for whoever is ready. */
  async run(end: 'complete' | 'stay' = 'stay'): Promise<void> {
    await this.load(end);
    const groupId = campaignGroupId(GROUP);
    await this.dialer.supervisorCommand('test', this.#id(), { type: 'start', groupId });
  }

  isLoaded(): boolean {
    const phase = this.dialer.sessionRow(campaignGroupId(GROUP))?.phase;
    return phase !== undefined && phase !== 'loading';
  }

  /** The agents come, and do what their habit is. */
  logOn(count = this.#order.agents): void {
    this.#agents.logOn(this.dialer, count, 'agents');
  }

  /** Makes everybody look again, when it is their habits that have changed. */
  nudge(): void {
    for (const { agentId: id } of this.dialer.agentRows()) this.#agents.agentChanged(id);
  }

  view(nth: number): AgentView | undefined {
    return this.dialer.agentView(agentOf(nth));
  }

  views(): readonly AgentView[] {
    const all = Array.from({ length: this.#order.agents }, (_, index) => this.view(index + 1));
    return all.flatMap((view) => (view === undefined ? [] : [view]));
  }

  /** Resolves when `look` finds what it looks for; it looks whenever a screen changes. */
  until<Answer>(what: string, look: () => Answer | undefined, withinMs?: number): Promise<Answer> {
    return this.#changes.until(what, look, withinMs);
  }

  async close(legs: 'end' | 'keep' = 'end'): Promise<void> {
    await this.dialer.stop();
    await this.#carrier.close(legs);
  }

  #id() {
    this.#commands += 1;
    return commandId(`${this.#order.run}-group-${this.#commands}`);
  }
}

/** By number, from 1. */
export const agentOf = (nth: number): AgentId => agentId(`agent-${nth}`);
