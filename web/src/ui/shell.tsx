import { Kbd, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo, type ReactNode } from 'react';
import { useMe } from '../api/me.ts';
import { Floats } from './floats.tsx';
import { importAgain } from './late/import-again.ts';
import { lateFile, later, useLateParts } from './late/later.tsx';
import { ProductName } from './mark.tsx';
import type { PaletteItem, PaletteSource } from './palette.tsx';
import { SchemeSwitch } from './scheme-switch.tsx';
import { usePaletteKey } from './use-palette-key.tsx';
import { UserMenu, useLeaving } from './user-menu.tsx';

const paletteFile = lateFile(importAgain(() => import('./palette.tsx')));
const Palette = later(paletteFile, (file) => file.Palette, {
  isShown: ({ opened }) => opened,
});

// Not drawn anew with the page, which may change many times a second.
const Colours = memo(SchemeSwitch);
const Name = memo(ProductName);
const Search = memo(SearchButton);

type Props = {
  /** The page's own heading, for those who do not see the frame; pages that show one leave it. */
  readonly title?: string;
  /** Beside the product's name: where one is. */
  readonly context?: ReactNode;
  /** Before the user menu: the status of an agent, a clock. */
  readonly status?: ReactNode;
  /** What Ctrl+K finds on this page, before what it finds on each. */
  readonly palette?: readonly PaletteItem[];
  /** What it finds first: of the moment. */
  readonly atHand?: PaletteSource;
  readonly children: ReactNode;
};

const NOTHING: readonly PaletteItem[] = [];
const NO_SOURCE: PaletteSource = { subscribe: () => () => undefined, current: () => NOTHING };

/** The frame of every page: one header, one main part that fills the rest of the window. */
export function Shell({
  title,
  context,
  status,
  palette = NOTHING,
  atHand = NO_SOURCE,
  children,
}: Props) {
  useLateParts();
  const [open, setOpen] = usePaletteKey();
  const leaving = useLeaving();
  return (
    <div className="shell">
      <header className="shell-head">
        <Name />
        <Places />
        <div className="shell-context">{context}</div>
        <Search onOpen={setOpen} />
        <Palette
          source={atHand}
          items={palette}
          leaving={leaving}
          opened={open}
          onClose={() => setOpen(false)}
        />
        <div className="shell-status">{status}</div>
        <Colours />
        <UserMenu leaving={leaving} />
      </header>
      <main className="shell-main">
        {title === undefined ? null : <h1 className="unseen">{title}</h1>}
        {children}
        <Floats />
      </main>
    </div>
  );
}

function SearchButton({ onOpen }: { readonly onOpen: (isOpen: boolean) => void }) {
  return (
    <UnstyledButton
      className="search-hint"
      aria-keyshortcuts="Control+K Meta+K"
      onClick={() => onOpen(true)}
    >
      <IconSearch size={14} aria-hidden />
      Search <Kbd size="xs">Ctrl K</Kbd>
    </UnstyledButton>
  );
}

/** Agents have one place and need no way between. */
function Places() {
  const role = useMe()?.role;
  if (role === undefined || role === 'agent') return null;
  return (
    <nav className="places" aria-label="Places">
      <Link to="/supervisor" className="place" activeProps={{ 'aria-current': 'page' }}>
        Console
      </Link>
      <Link to="/admin" className="place" activeProps={{ 'aria-current': 'page' }}>
        Administration
      </Link>
    </nav>
  );
}
