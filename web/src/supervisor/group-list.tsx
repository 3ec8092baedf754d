import { Anchor, Skeleton } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMe } from '../api/me.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { modeWord } from '../ui/mode-words.ts';
import { AbandonmentBullet } from './abandonment-bullet.tsx';
import { AgentBar } from './agent-bar.tsx';
import type { GroupEntry } from './group-entries.ts';
import { dialsWords } from './mode-choices.ts';
import { activityOf, stateOf } from './session-words.ts';
import { StateMark } from './state-mark.tsx';

type Props = {
  readonly entries: readonly GroupEntry[];
  readonly chosen: GroupEntry | undefined;
  /** False until both the set-up and the live rows are here. */
  readonly known: boolean;
};

/** Every campaign group, each told as a sentence. */
export function GroupList({ entries, chosen, known }: Props) {
  return (
    <nav className="group-list" aria-label="Campaign groups">
      {!known && entries.length === 0 ? <Waiting /> : null}
      {known && entries.length === 0 ? <NoGroups /> : null}
      <ul>
        {entries.map((entry) => (
          <li key={entry.groupId}>
            <GroupRow entry={entry} isChosen={entry.groupId === chosen?.groupId} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function GroupRow({ entry, isChosen }: { readonly entry: GroupEntry; readonly isChosen: boolean }) {
  const { session } = entry;
  return (
    <Link
      to="/supervisor/$groupId"
      params={{ groupId: entry.groupId }}
      className="group-row"
      aria-current={isChosen ? 'page' : undefined}
    >
      <span className="group-head">
        <strong className="group-name">{entry.name}</strong>
        <StateMark state={stateOf(session)} />
      </span>
      <span className="group-line">
        {modeWord(entry.mode)}, {dialsWords(entry.mode, entry.multiplier)}
      </span>
      {session === undefined ? (
        <span className="group-line">
          {entry.campaignName} for {entry.agentGroupName}
        </span>
      ) : (
        <>
          <AgentBar agents={session.agents} />
          <span className="group-line">{activityOf(session)}</span>
          <AbandonmentBullet view={session.abandonment} />
        </>
      )}
    </Link>
  );
}

const Waiting = () => (
  <div className="group-waiting">
    <span className="unseen">Loading campaign groups</span>
    <Skeleton height={120} radius="md" />
    <Skeleton height={72} radius="md" />
  </div>
);

function NoGroups() {
  const isAdministrator = useMe()?.role === 'administrator';
  const action = (
    <Anchor renderRoot={(props) => <Link to="/admin/$section" params={TO_GROUPS} {...props} />}>
      Set up a campaign group
    </Anchor>
  );
  return (
    <EmptyState
      icon={<IconListDetails size={26} aria-hidden />}
      title="No campaign group yet"
      action={isAdministrator ? action : undefined}
    >
      {isAdministrator
        ? 'A campaign group binds a campaign to the agents who work it.'
        : 'An administrator sets one up: a campaign, and the agents who work it.'}
    </EmptyState>
  );
}

const TO_GROUPS = { section: 'campaign-groups' };
