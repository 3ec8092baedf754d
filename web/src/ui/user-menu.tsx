import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconLogout } from '@tabler/icons-react';
import { memo, useCallback, useMemo, useState } from 'react';
import { useMe } from '../api/me.ts';
import { useSignOut } from '../api/sign-out.tsx';
import { ErrorLine } from './error-line.tsx';
import type { PaletteItem } from './palette.tsx';

const ROLE_WORDS = {
  agent: 'Agent',
  supervisor: 'Supervisor',
  administrator: 'Administrator',
} as const;

/** The way out, from the menu and from the palette: a refusal opens the menu and is read there. */
export type Leaving = {
  readonly leave: () => void;
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
  readonly problem: unknown;
};

export function useLeaving(): Leaving {
  const signOut = useSignOut();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const leave = useCallback(
    // Whose line is held for a contact stays: the sentence says until when.
    () =>
      void signOut().catch((refused: unknown) => {
        setProblem(refused);
        setOpen(true);
      }),
    [signOut],
  );
  const choose = useCallback((isWanted: boolean) => {
    setOpen(isWanted);
    if (!isWanted) setProblem(undefined);
  }, []);
  return useMemo(
    () => ({ leave, isOpen, setOpen: choose, problem }),
    [leave, isOpen, choose, problem],
  );
}

export const userItems = ({ leave }: Pick<Leaving, 'leave'>): readonly PaletteItem[] => [
  { id: 'sign-out', label: 'Sign out', run: leave },
];

/** Who is signed in here, and the way out. */
export const UserMenu = memo(({ leaving }: { readonly leaving: Leaving }) => {
  const me = useMe();
  const { leave, isOpen, setOpen, problem } = leaving;
  if (me === undefined) return null;
  return (
    <Menu position="bottom-end" width={260} opened={isOpen} onChange={setOpen}>
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
});
