import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

const FILES = [
  { name: 'records', label: 'Records', says: 'One row per number, with fields and last result' },
  { name: 'attempts', label: 'Attempts', says: 'One row per call, with result and note' },
] as const;

/** The list as a file to keep: CSV, which the browser takes to the disk as it comes. */
export const ListExport = ({ listId }: { readonly listId: string }) => (
  <Menu position="bottom-end">
    <Menu.Target>
      <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
        Export
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      {FILES.map(({ name, label, says }) => (
        <Menu.Item
          key={name}
          component="a"
          href={`/api/calling-lists/${listId}/${name}.csv`}
          download
        >
          {label}
          <br />
          <span className="dim">{says}</span>
        </Menu.Item>
      ))}
    </Menu.Dropdown>
  </Menu>
);
