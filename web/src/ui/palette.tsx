import { Combobox, Kbd, Modal, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useState, useSyncExternalStore } from 'react';
import { matches } from './palette-match.ts';
import { useSchemeItems } from './scheme-switch.tsx';
import { type Leaving, userItems } from './user-menu.tsx';

export type PaletteItem = {
  readonly id: string;
  readonly label: string;
  /** The key that does the same without the palette. */
  readonly key?: string | undefined;
  /** Why it cannot be done now; undefined when it can. */
  readonly refused?: string | undefined;
  readonly run: () => void;
};

/** What can be done just now; it is followed while the palette is open, and only then. */
export type PaletteSource = {
  readonly subscribe: (listener: () => void) => () => void;
  readonly current: () => readonly PaletteItem[];
};

type Props = {
  readonly source: PaletteSource;
  readonly items: readonly PaletteItem[];
  readonly leaving: Leaving;
  readonly opened: boolean;
  readonly onClose: () => void;
};

/** Everything that can be done here, found by typing. */
export function Palette({ opened, ...list }: Props) {
  const { onClose } = list;
  useReturn(opened);
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      yOffset="14vh"
      transitionProps={{ duration: 100 }}
      returnFocus={false}
    >
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label="Search actions">
        <Modal.Body p={0} onKeyDown={(event) => (event.key === 'Escape' ? onClose() : undefined)}>
          <PaletteList {...list} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function PaletteList({ source, items: ofPage, leaving, onClose }: Omit<Props, 'opened'>) {
  const now = useSyncExternalStore(source.subscribe, source.current);
  const items = [...now, ...ofPage, ...useSchemeItems(), ...userItems(leaving)];
  const [typed, setTyped] = useState('');
  const [opened, setOpened] = useState(false);
  // A field tells which list it controls when it is drawn after the list: it opens a step later,
  // and the list keeps the name that it had by then.
  useEffect(() => setOpened(true), []);
  const listId = useId();
  const combobox = useCombobox({ opened });
  const found = items.filter(({ label }) => matches(label, typed));
  const run = (id: string): void => {
    onClose();
    items.find((item) => item.id === id)?.run();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={run}>
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          data-autofocus
          role="combobox"
          variant="unstyled"
          size="md"
          className="palette-field"
          aria-label="Search actions"
          placeholder="Search actions"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.selectFirstOption();
          }}
        />
      </Combobox.EventsTarget>
      <Combobox.Options id={listId} className="palette-list" aria-label="Actions">
        {found.length === 0 ? <Combobox.Empty>Nothing by that name</Combobox.Empty> : null}
        {found.map(({ id, label, key, refused }) => (
          <Combobox.Option key={id} value={id} disabled={refused !== undefined}>
            <span className="palette-row">
              <span>{label}</span>
              <span className="palette-why">{refused}</span>
              {key === undefined ? null : <Kbd size="xs">{key}</Kbd>}
            </span>
          </Combobox.Option>
        ))}
      </Combobox.Options>
    </Combobox>
  );
}

/** Gives the focus back at the end, unless what was chosen has moved it: Go to Note. */
function useReturn(opened: boolean): void {
  useEffect(() => {
    if (!opened) return;
    const before = document.activeElement;
    return () => {
      const now = document.activeElement;
      const isHere = now === document.body || now?.closest('[aria-modal="true"]') != null;
      if (isHere && before instanceof HTMLElement) before.focus();
    };
  }, [opened]);
}
