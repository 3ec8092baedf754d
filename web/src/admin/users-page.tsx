import { Button, Select, Switch, TextInput } from '@mantine/core';
import type { UserBody, UserRow } from '@outpace/protocol/people.ts';
import type { Role } from '@outpace/protocol/sign-in.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EditorFrame } from './editor-frame.tsx';
import { Explained } from './explained.tsx';
import { newPassword } from './new-password.ts';
import { ObjectPage } from './object-page.tsx';
import { usersQuery } from './saved.ts';
import { ShownOnce } from './shown-once.tsx';
import { type Editing, useEditing } from './use-editing.tsx';

const ROLE_CHOICES: readonly { readonly value: Role; readonly label: string }[] = [
  { value: 'agent', label: 'Agent' },
  { value: 'supervisor', label: 'Supervisor' },
  { value: 'administrator', label: 'Administrator' },
];

const roleWord = (role: Role): string =>
  ROLE_CHOICES.find(({ value }) => value === role)?.label ?? role;

export const UsersPage = ({ id }: { readonly id: string | undefined }) => (
  <ObjectPage
    section="users"
    id={id}
    found={useQuery(usersQuery)}
    nameOf={({ displayName }) => displayName}
    lineOf={({ role, active }) => (active ? roleWord(role) : `${roleWord(role)} · not active`)}
    editor={(row) => <UserEditor row={row} />}
  />
);

const BLANK: UserBody = { name: '', displayName: '', role: 'agent', active: true };

const bodyOf = ({ name, displayName, role, active }: UserRow): UserBody => ({
  name,
  displayName,
  role,
  active,
});

function UserEditor({ row }: { readonly row: UserRow | undefined }) {
  // A new user needs a password from the beginning; whoever makes it sees it once and hands it on.
  const [blank] = useState(() => ({ ...BLANK, password: newPassword() }));
  const editing = useEditing({ section: 'users', row, blank, bodyOf, removable: false });
  const { draft, change } = editing;
  return (
    <EditorFrame title={row?.displayName ?? ''} noun="user" editing={editing}>
      <Explained note="As colleagues and supervisors see it.">
        <TextInput
          label="Name"
          required
          maxLength={120}
          value={draft.displayName}
          onChange={(event) => change({ displayName: event.currentTarget.value })}
        />
      </Explained>
      <Explained note="Letters, digits and . _ @ - without spaces. Typed at sign-in.">
        <TextInput
          label="Sign-in name"
          required
          maxLength={120}
          pattern="[A-Za-z0-9._@\-]+"
          autoComplete="off"
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
      </Explained>
      <Explained
        note={
          'Agents work calls. Supervisors run campaign groups. Administrators set everything up ' +
          'and may do what supervisors do.'
        }
      >
        <Select<Role>
          label="Role"
          data={[...ROLE_CHOICES]}
          value={draft.role}
          allowDeselect={false}
          onChange={(role) => change({ role: role ?? 'agent' })}
        />
      </Explained>
      <Explained
        note={
          'Users are never removed, so that their calls keep a name. Switch one off instead: it ' +
          'signs out at once and cannot sign in.'
        }
      >
        <Switch
          label="Active"
          checked={draft.active}
          onChange={(event) => change({ active: event.currentTarget.checked })}
        />
      </Explained>
      <PasswordPart editing={editing} />
    </EditorFrame>
  );
}

function PasswordPart({ editing }: { readonly editing: Editing<UserBody> }) {
  const { draft, change, isNew } = editing;
  if (draft.password === undefined) {
    return (
      <Explained note="Signs the user out everywhere when you save.">
        <Button variant="default" onClick={() => change({ password: newPassword() })}>
          Make a new password
        </Button>
      </Explained>
    );
  }
  const { password } = draft;
  return (
    <ShownOnce title="The password" value={password}>
      Shown only now: hand it on before you save{isNew ? '' : '; the old one ends then'}. Nobody can
      look it up later.
    </ShownOnce>
  );
}
