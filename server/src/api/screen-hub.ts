import { must } from '@outpace/engine/basics/assert.ts';
import type { AgentId, CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import type { AgentRow, SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import type { Screens } from '../ports.ts';
import type { DialerPort } from './dialer-port.ts';

/** The workspace of one agent, in the one browser that has it. */
export interface AgentScreen {
  /** Undefined: the agent is logged off. */
  show(view: AgentView | undefined, now: Instant): void;
  /** The agent's callbacks in the store are others now. */
  promisesChanged(): void;
  /** A newer page has taken the workspace over. */
  superseded(): void;
}

export type Rows = {
  readonly sessions: readonly SessionRow[];
  readonly agents: readonly AgentRow[];
};

export type ChangedRows = Rows & {
  readonly sessionsGone: readonly CampaignGroupId[];
  readonly agentsGone: readonly AgentId[];
};

/** The console of one supervisor. */
export interface SupervisorScreen {
  snapshot(rows: Rows, now: Instant): void;
  changed(rows: ChangedRows, now: Instant): void;
}

/** Views that are made and sent in one go: thousands of them would keep somebody on the line. */
const SHOWN_AT_ONCE = 100;

/** Supervisors are told at most four times a second. */
export const ROWS_EVERY_MS = 250;

type Views = Pick<
  DialerPort,
  'agentView' | 'agentRow' | 'agentRows' | 'sessionRow' | 'sessionRows' | 'now'
>;

/**
 * Hears from the dialer what changed and shows it. Agents get their view once per turn of the
 * loop, however often they changed in it; supervisors get changed rows a few times a second.
 */
export class ScreenHub implements Screens {
  readonly #agents = new Map<AgentId, AgentScreen>();
  readonly #supervisors = new Set<SupervisorScreen>();
  readonly #agentsChanged = new Set<AgentId>();
  readonly #sessions = new ShownRows<CampaignGroupId, SessionRow>((row) => row.groupId);
  readonly #people = new ShownRows<AgentId, AgentRow>((row) => row.agentId);
  readonly #rowsEveryMs: number;
  #views: Views | undefined;
  #showing: NodeJS.Immediate | undefined;
  #telling: NodeJS.Timeout | undefined;

  constructor(rowsEveryMs: number = ROWS_EVERY_MS) {
    this.#rowsEveryMs = rowsEveryMs;
  }

  /** The dialer needs the hub to be made first, so it is introduced afterwards. */
  attach(views: Views): void {
    this.#views = views;
  }

  agentChanged(agentId: AgentId): void {
    if (this.#agents.has(agentId)) {
      this.#agentsChanged.add(agentId);
      this.#showSoon();
    }
    if (this.#supervisors.size === 0) return;
    this.#people.touch(agentId);
    this.#tellSoon();
  }

  promisesChanged(agentId: AgentId): void {
    this.#agents.get(agentId)?.promisesChanged();
  }

  sessionChanged(_groupId: CampaignGroupId): void {
    if (this.#supervisors.size > 0) this.#tellSoon();
  }

  hasScreen(agentId: AgentId): boolean {
    return this.#agents.has(agentId);
  }

  /** The newest page wins: whoever had the workspace is told and loses it. */
  takeOver(agentId: AgentId, screen: AgentScreen): void {
    const older = this.#agents.get(agentId);
    this.#agents.set(agentId, screen);
    if (older !== undefined && older !== screen) older.superseded();
  }

  /** True when this page had the workspace; false when a newer one has it already. */
  leave(agentId: AgentId, screen: AgentScreen): boolean {
    return this.#agents.get(agentId) === screen && this.#agents.delete(agentId);
  }

  /** Sends the snapshot; every later change is sent once, in order. */
  watch(screen: SupervisorScreen): void {
    const views = this.#dialer();
    if (this.#supervisors.size > 0) this.#tell();
    this.#sessions.reset(views.sessionRows());
    this.#people.reset(views.agentRows());
    this.#supervisors.add(screen);
    screen.snapshot({ sessions: views.sessionRows(), agents: views.agentRows() }, views.now());
  }

  unwatch(screen: SupervisorScreen): void {
    this.#supervisors.delete(screen);
  }

  /** Stops the timers; nothing is shown any more. */
  close(): void {
    clearImmediate(this.#showing);
    clearTimeout(this.#telling);
  }

  #dialer(): Views {
    return must(this.#views, 'the dialer of the screens');
  }

  #showSoon(): void {
    this.#showing ??= setImmediate(() => this.#showAgents());
  }

  #showAgents(): void {
    this.#showing = undefined;
    const views = this.#dialer();
    let shown = 0;
    for (const agentId of this.#agentsChanged) {
      // Whoever is left comes next, after what has happened to calls meanwhile.
      if (shown === SHOWN_AT_ONCE) return this.#showSoon();
      shown += 1;
      this.#agentsChanged.delete(agentId);
      this.#agents.get(agentId)?.show(views.agentView(agentId), views.now());
    }
  }

  #tellSoon(): void {
    this.#telling ??= setTimeout(() => this.#tell(), this.#rowsEveryMs);
  }

  #tell(): void {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    const views = this.#dialer();
    // All sessions, for an agent's change moves the totals of sessions that nobody named; there
    // are few of them. Of the agents, who may be thousands, only those that were named.
    const sessions = this.#sessions.compareAll(views.sessionRows());
    const agents = this.#people.compareTouched((agentId) => views.agentRow(agentId));
    const nothing =
      sessions.changed.length + sessions.gone.length + agents.changed.length + agents.gone.length;
    if (nothing === 0) return;
    const rows: ChangedRows = {
      sessions: sessions.changed,
      sessionsGone: sessions.gone,
      agents: agents.changed,
      agentsGone: agents.gone,
    };
    for (const screen of [...this.#supervisors]) screen.changed(rows, views.now());
  }
}

type Difference<Id, Row> = { readonly changed: readonly Row[]; readonly gone: readonly Id[] };

/** The rows as all supervisors have them, compared by what would be sent. */
class ShownRows<Id, Row> {
  readonly #idOf: (row: Row) => Id;
  readonly #shown = new Map<Id, string>();
  readonly #touched = new Set<Id>();

  constructor(idOf: (row: Row) => Id) {
    this.#idOf = idOf;
  }

  touch(id: Id): void {
    this.#touched.add(id);
  }

  reset(rows: readonly Row[]): void {
    this.#shown.clear();
    this.#touched.clear();
    for (const row of rows) this.#shown.set(this.#idOf(row), JSON.stringify(row));
  }

  compareAll(rows: readonly Row[]): Difference<Id, Row> {
    const present = new Map(rows.map((row) => [this.#idOf(row), row]));
    for (const id of [...this.#shown.keys(), ...present.keys()]) this.#touched.add(id);
    return this.compareTouched((id) => present.get(id));
  }

  compareTouched(rowOf: (id: Id) => Row | undefined): Difference<Id, Row> {
    const changed: Row[] = [];
    const gone: Id[] = [];
    for (const id of this.#touched) {
      const row = rowOf(id);
      if (row === undefined) {
        if (this.#shown.delete(id)) gone.push(id);
        continue;
      }
      const json = JSON.stringify(row);
      if (json === this.#shown.get(id)) continue;
      this.#shown.set(id, json);
      changed.push(row);
    }
    this.#touched.clear();
    return { changed, gone };
  }
}
