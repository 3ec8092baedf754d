import { Combobox, Kbd, Modal, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { matches } from './palette-match.ts';

export type PaletteItem = {
  readonly id: string;
  readonly label: string;
  /** The key that does the same without the palette. */
  readonly key?: string | undefined;
  /** Why it cannot be done now; undefined when it can. */
  readonly refused?: string | undefined;
  readonly run: () => void;
};

type Props = {
  readonly items: readonly PaletteItem[];
  readonly opened: boolean;
  readonly onClose: () => void;
};

/** Everything that can be done here, found by typing. */
export function Palette({ items, opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} withCloseButton={false} padding={0} yOffset="14vh">
      <PaletteList items={items} onClose={onClose} />
    </Modal>
  );
}

function PaletteList({ items, onClose }: Omit<Props, 'opened'>) {
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({ opened: true });
  const found = items.filter(({ label }) => matches(label, typed));
  const run = (id: string): void => {
    onClose();
    items.find((item) => item.id === id)?.run();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={run}>
      <Combobox.EventsTarget>
        <TextInput
          data-autofocus
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
      <Combobox.Options className="palette-list">
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
