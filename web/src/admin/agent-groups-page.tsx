import { Checkbox, TextInput } from '@mantine/core';
import type { AgentGroupBody, AgentGroupRow, UserRow } from '@outpace/protocol/people.ts';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { matches } from '../ui/palette-match.ts';
import { EditorFrame } from './editor-frame.tsx';
import { NameField } from './name-field.tsx';
import { ObjectPage } from './object-page.tsx';
import { agentGroupsQuery, usersQuery } from './saved.ts';
import { useEditing } from './use-editing.tsx';

export const AgentGroupsPage = ({ id }: { readonly id: string | undefined }) => (
  <ObjectPage
    section="agent-groups"
    id={id}
    found={useQuery(agentGroupsQuery)}
    lineOf={({ members }) => (members.length === 1 ? '1 agent' : `${members.length} agents`)}
    editor={(row) => <AgentGroupEditor row={row} />}
  />
);

const BLANK: AgentGroupBody = { name: '', members: [] };
const bodyOf = ({ name, members }: AgentGroupRow): AgentGroupBody => ({ name, members });

function AgentGroupEditor({ row }: { readonly row: AgentGroupRow | undefined }) {
  const editing = useEditing({ section: 'agent-groups', row, blank: BLANK, bodyOf });
  const { draft, change } = editing;
  return (
    <EditorFrame
      title={row?.name ?? ''}
      noun="agent group"
      note="Agents who are logged on work for their new groups from the next log-on."
      editing={editing}
    >
      <NameField
        name={draft.name}
        note="As it is called when a campaign group is bound to it."
        change={change}
      />
      <Members members={draft.members} onChange={(members) => change({ members })} />
    </EditorFrame>
  );
}

type MembersProps = {
  readonly members: readonly string[];
  readonly onChange: (members: string[]) => void;
};

function Members({ members, onChange }: MembersProps) {
  const { data: users = [] } = useQuery(usersQuery);
  const [typed, setTyped] = useState('');
  const chosen = new Set(members);
  const shown = users
    .filter((user) => isCandidate(user, chosen) && matches(user.displayName, typed))
    .toSorted((a, b) => a.displayName.localeCompare(b.displayName));
  const toggle = (userId: string, isMember: boolean): void =>
    onChange(isMember ? [...members, userId] : members.filter((id) => id !== userId));
  return (
    <fieldset className="members">
      <legend>Members ({members.length})</legend>
      <TextInput
        aria-label="Search agents"
        placeholder="Search agents"
        leftSection={<IconSearch size={15} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Enter in a search looks for something; it does not save the group.
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      {shown.length === 0 ? <p className="dim">No agent by that name.</p> : null}
      <div className="members-list">
        {shown.map(({ id, displayName, active }) => (
          <Checkbox
            key={id}
            label={active ? displayName : `${displayName} (not active)`}
            checked={chosen.has(id)}
            onChange={(event) => toggle(id, event.currentTarget.checked)}
          />
        ))}
      </div>
    </fieldset>
  );
}

const isCandidate = ({ id, role, active }: UserRow, chosen: ReadonlySet<string>): boolean =>
  chosen.has(id) || (role === 'agent' && active);
