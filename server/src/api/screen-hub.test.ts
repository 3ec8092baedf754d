import { agentId, campaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { expect, test } from 'vitest';
import { FakeDialer } from './fake-dialer.ts';
import {
  type AgentScreen,
  type ChangedRows,
  type Rows,
  ScreenHub,
  type SupervisorScreen,
} from './screen-hub.ts';

const ana = agentId('ana');
const group = campaignGroupId('g-1');

class FakeAgentScreen implements AgentScreen {
  readonly views: (AgentView | undefined)[] = [];
  told = 0;
  promises = 0;
  show = (view: AgentView | undefined): void => void this.views.push(view);

  promisesChanged(): void {
    this.promises += 1;
  }

  superseded(): void {
    this.told += 1;
  }
}

class FakeSupervisorScreen implements SupervisorScreen {
  readonly snapshots: Rows[] = [];
  readonly changes: ChangedRows[] = [];
  snapshot = (rows: Rows): void => void this.snapshots.push(rows);
  changed = (rows: ChangedRows): void => void this.changes.push(rows);
}

const newHub = () => {
  const hub = new ScreenHub(2);
  const dialer = new FakeDialer(hub);
  hub.attach(dialer);
  return { hub, dialer };
};

test('an agent sees one view for all changes of a turn, and null after the log-off', async () => {
  const { hub, dialer } = newHub();
  const screen = new FakeAgentScreen();
  hub.takeOver(ana, screen);
  dialer.change(ana, { name: 'A' });
  dialer.change(ana, { name: 'B' });
  await expect.poll(() => screen.views.map((view) => view?.name)).toEqual(['B']);
  dialer.views.delete(ana);
  hub.agentChanged(ana);
  await expect.poll(() => screen.views.at(-1)).toBeUndefined();
});

test('many agents are shown their views some at a time, and every one of them is', async () => {
  const { hub, dialer } = newHub();
  const agents = Array.from({ length: 250 }, (_, n) => agentId(`agent-${n}`));
  const screens = agents.map((id) => {
    const screen = new FakeAgentScreen();
    hub.takeOver(id, screen);
    return screen;
  });
  const shown = (): number => screens.filter(({ views }) => views.length > 0).length;
  for (const id of agents) dialer.change(id, { name: id });
  await new Promise(setImmediate);
  // Others have their turn between these.
  expect(shown()).toBe(100);
  await expect.poll(shown).toBe(250);
  expect(screens.map(({ views }) => views.length)).toEqual(agents.map(() => 1));
});

test('news of a promise go to whoever has promised', () => {
  const { hub } = newHub();
  const screen = new FakeAgentScreen();
  hub.takeOver(ana, screen);
  hub.promisesChanged(ana);
  hub.promisesChanged(agentId('ben'));
  expect(screen.promises).toBe(1);
});

test('the newest page has the workspace, and only it can leave it', () => {
  const { hub } = newHub();
  const [older, newer] = [new FakeAgentScreen(), new FakeAgentScreen()];
  hub.takeOver(ana, older);
  hub.takeOver(ana, older);
  expect(older.told).toBe(0);
  hub.takeOver(ana, newer);
  expect([older.told, newer.told]).toEqual([1, 0]);
  expect(hub.leave(ana, older)).toBe(false);
  expect(hub.hasScreen(ana)).toBe(true);
  expect(hub.leave(ana, newer)).toBe(true);
  expect(hub.hasScreen(ana)).toBe(false);
});

test('supervisors get a snapshot, then each change once, and what is gone', async () => {
  const { hub, dialer } = newHub();
  dialer.load(group);
  const screen = new FakeSupervisorScreen();
  hub.watch(screen);
  expect(screen.snapshots).toMatchObject([{ sessions: [{ groupId: group }], agents: [] }]);
  dialer.change(ana, { name: 'A' });
  dialer.change(ana, { name: 'B' });
  hub.sessionChanged(group);
  await expect.poll(() => screen.changes.length).toBe(1);
  expect(screen.changes[0]).toMatchObject({ sessions: [], agents: [{ name: 'B' }] });
  dialer.views.delete(ana);
  hub.agentChanged(ana);
  dialer.unload(group);
  await expect.poll(() => screen.changes.length).toBe(2);
  expect(screen.changes[1]).toEqual({
    sessions: [],
    sessionsGone: [group],
    agents: [],
    agentsGone: [ana],
  });
});

test('a change that is waiting when somebody else looks is lost on nobody', async () => {
  const { hub, dialer } = newHub();
  const first = new FakeSupervisorScreen();
  const second = new FakeSupervisorScreen();
  hub.watch(first);
  dialer.load(group);
  hub.watch(second);
  expect(first.changes).toMatchObject([{ sessions: [{ groupId: group }] }]);
  expect(second.snapshots).toMatchObject([{ sessions: [{ groupId: group }] }]);
  hub.unwatch(first);
  dialer.unload(group);
  await expect.poll(() => second.changes.length).toBe(1);
  expect(first.changes).toHaveLength(1);
});

test('after the end nothing is shown any more', async () => {
  const { hub, dialer } = newHub();
  const screen = new FakeAgentScreen();
  hub.takeOver(ana, screen);
  dialer.change(ana, {});
  hub.close();
  await new Promise((resolve) => setImmediate(resolve));
  expect(screen.views).toEqual([]);
});
