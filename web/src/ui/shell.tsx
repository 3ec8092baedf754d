import { Kbd, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo, type ReactNode } from 'react';
import { useMe } from '../api/me.ts';
import { Floats } from './floats.tsx';
import { ProductName } from './mark.tsx';
import { Palette, type PaletteItem } from './palette.tsx';
import { SchemeSwitch, useSchemeItems } from './scheme-switch.tsx';
import { usePaletteKey } from './use-palette-key.tsx';
import { UserMenu, useLeaving, userItems } from './user-menu.tsx';

// Not drawn anew with the page, which may change many times a second.
const Colours = memo(SchemeSwitch);

type Props = {
  /** The page's own heading, for those who do not see the frame; pages that show one leave it. */
  readonly title?: string;
  /** Beside the product's name: where one is. */
  readonly context?: ReactNode;
  /** Before the user menu: the status of an agent, a clock. */
  readonly status?: ReactNode;
  /** What Ctrl+K finds on this page, before what it finds on each. */
  readonly palette?: readonly PaletteItem[];
  readonly children: ReactNode;
};

/** The frame of every page: one header, one main part that fills the rest of the window. */
export function Shell({ title, context, status, palette = [], children }: Props) {
  const [open, setOpen] = usePaletteKey();
  const leaving = useLeaving();
  const items = [...palette, ...useSchemeItems(), ...userItems(leaving)];
  return (
    <div className="shell">
      <header className="shell-head">
        <ProductName />
        <Places />
        <div className="shell-context">{context}</div>
        <UnstyledButton
          className="search-hint"
          aria-keyshortcuts="Control+K Meta+K"
          onClick={() => setOpen(true)}
        >
          <IconSearch size={14} aria-hidden />
          Search <Kbd size="xs">Ctrl K</Kbd>
        </UnstyledButton>
        <Palette items={items} opened={open} onClose={() => setOpen(false)} />
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

/** Administrators work in two places; everybody else has one and needs no way between. */
function Places() {
  if (useMe()?.role !== 'administrator') return null;
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
