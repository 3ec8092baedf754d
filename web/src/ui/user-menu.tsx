import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
import { useMe } from '../api/me.ts';
import { useSignOut } from '../api/sign-out.tsx';
import { ErrorLine } from './error-line.tsx';
import type { PaletteItem } from './palette.tsx';

const ROLE_WORDS = {
  agent: 'Agent',
  supervisor: 'Supervisor',
  administrator: 'Administrator',
} as const;

/** The way out in the palette. */
export function useUserItems(): readonly PaletteItem[] {
  const signOut = useSignOut();
  return [{ id: 'sign-out', label: 'Sign out', run: () => void signOut() }];
}

/** Who is signed in here, and the way out. */
export function UserMenu() {
  const me = useMe();
  const signOut = useSignOut();
  const [problem, setProblem] = useState<unknown>();
  if (me === undefined) return null;
  // Whose line is held for a contact stays: the sentence says until when.
  const leave = (): void => void signOut().catch(setProblem);
  return (
    <Menu position="bottom-end" width={260} onClose={() => setProblem(undefined)}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          className="header-button"
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {me.displayName}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {ROLE_WORDS[me.role]} · {me.siteName}
        </Menu.Label>
        <Menu.Item
          closeMenuOnClick={false}
          leftSection={<IconLogout size={15} aria-hidden />}
          onClick={leave}
        >
          Sign out
        </Menu.Item>
        <ErrorLine problem={problem} />
      </Menu.Dropdown>
    </Menu>
  );
}
