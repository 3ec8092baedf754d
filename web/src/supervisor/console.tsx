import '@mantine/charts/styles.css';
import './console.css';
import './session.css';
import './pacing/pacing.css';
import './what-if/what-if.css';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useSupervisor } from '../live/supervisor-store.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorLine } from '../ui/error-line.tsx';
import type { PaletteItem } from '../ui/palette.tsx';
import { Shell } from '../ui/shell.tsx';
import { Controls } from './controls.tsx';
import { chosenEntry, type GroupEntry, groupEntries } from './group-entries.ts';
import { GroupList } from './group-list.tsx';
import { groupsQuery } from './saved.ts';
import { SessionPane } from './session-pane.tsx';
import { isSwitchDown } from './session-words.ts';

/** Dial sessions live: all of them on the left, one in the middle, its controls on the right. */
export function SupervisorConsole() {
  const { groupId } = useParams({ strict: false });
  const live = useSupervisor();
  const groups = useQuery(groupsQuery);
  const entries = groupEntries(groups.data ?? [], live.sessions);
  const chosen = chosenEntry(entries, groupId);
  const known = live.known && !groups.isPending;
  return (
    <Shell context={contextOf(entries)} palette={usePlaces(entries)}>
      <div className="console">
        <div className="console-left">
          <ErrorLine problem={groups.error} />
          <GroupList entries={entries} chosen={chosen} known={known} />
        </div>
        {chosen === undefined ? (
          <div className="console-none">
            <h1 className="unseen">Supervisor console</h1>
            {known && entries.length > 0 ? <Gone /> : null}
          </div>
        ) : (
          <>
            <SessionPane
              key={`pane-${chosen.groupId}`}
              entry={chosen}
              agents={live.agents}
              command={live.command}
            />
            <Controls key={`controls-${chosen.groupId}`} entry={chosen} command={live.command} />
          </>
        )}
      </div>
      {live.state === 'lost' ? <ConnectionLost /> : null}
      {live.state !== 'lost' && isSwitchDown(live.sessions) ? <SwitchDown /> : null}
    </Shell>
  );
}

function usePlaces(entries: readonly GroupEntry[]): readonly PaletteItem[] {
  const navigate = useNavigate();
  return entries.map(({ groupId, name }) => ({
    id: groupId,
    label: `Show ${name}`,
    run: () => void navigate({ to: '/supervisor/$groupId', params: { groupId } }),
  }));
}

function contextOf(entries: readonly GroupEntry[]) {
  const running = entries.filter(({ session }) => session?.phase === 'running').length;
  return (
    <>
      <strong>Supervisor console</strong>
      {entries.length === 0 ? null : ` · ${running} of ${entries.length} groups running`}
    </>
  );
}

const Gone = () => (
  <EmptyState title="This campaign group is gone">
    It was removed. Choose another one on the left.
  </EmptyState>
);

const ConnectionLost = () => (
  <p className="console-lost" role="status">
    No connection to the server: the figures stand still. The page reconnects by itself.
  </p>
);

const SwitchDown = () => (
  <p className="console-lost" role="status">
    The switch cannot be reached. Calls under way go on; nothing new is dialed until it is back.
  </p>
);
