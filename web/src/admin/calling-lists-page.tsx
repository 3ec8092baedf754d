import { Button, Tabs } from '@mantine/core';
import type { CallingListBody, CallingListRow } from '@outpace/protocol/calling-lists.ts';
import { IconFileImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EditorFrame } from './editor-frame.tsx';
import { ListExport } from './list-export.tsx';
import { ListImports } from './list-imports.tsx';
import { ListPersonAdd } from './list-person-add.tsx';
import { ListRecordsTable } from './list-records-table.tsx';
import { ListSetup } from './list-setup.tsx';
import { ObjectPage } from './object-page.tsx';
import { callingListsQuery } from './saved.ts';
import { useEditing } from './use-editing.tsx';

export const CallingListsPage = ({ id }: { readonly id: string | undefined }) => (
  <ObjectPage
    section="calling-lists"
    id={id}
    found={useQuery(callingListsQuery)}
    lineOf={({ chains, open }) =>
      chains === 0
        ? 'Empty'
        : `${open.toLocaleString('en-GB')} of ${chains.toLocaleString('en-GB')} persons to call`
    }
    editor={(row) => <CallingListEditor row={row} />}
  />
);

const HOUR = 3_600;

const BLANK: CallingListBody = {
  name: '',
  defaultCountry: 'US',
  defaultZone: 'America/New_York',
  dailyFrom: 9 * HOUR,
  dailyTill: 20 * HOUR,
  fields: [],
};

const bodyOf = (row: CallingListRow): CallingListBody => ({
  name: row.name,
  defaultCountry: row.defaultCountry,
  defaultZone: row.defaultZone,
  dailyFrom: row.dailyFrom,
  dailyTill: row.dailyTill,
  fields: row.fields,
});

function CallingListEditor({ row }: { readonly row: CallingListRow | undefined }) {
  const editing = useEditing({ section: 'calling-lists', row, blank: BLANK, bodyOf });
  return (
    <EditorFrame
      title={row?.name ?? ''}
      noun="calling list"
      editing={editing}
      actions={
        row === undefined ? null : (
          <>
            <ListExport listId={row.id} />
            <ImportLink listId={row.id} />
          </>
        )
      }
    >
      {row === undefined ? (
        <ListSetup editing={editing} />
      ) : (
        <Tabs defaultValue="records" keepMounted={false} className="editor-tabs">
          <Tabs.List aria-label="Parts of the calling list">
            <Tabs.Tab value="records">Records</Tabs.Tab>
            <Tabs.Tab value="setup">Set-up</Tabs.Tab>
            <Tabs.Tab value="imports">Imports</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="records">
            <ListPersonAdd listId={row.id} />
            <ListRecordsTable list={row} />
          </Tabs.Panel>
          <Tabs.Panel value="setup">
            <ListSetup editing={editing} />
          </Tabs.Panel>
          <Tabs.Panel value="imports">
            <ListImports listId={row.id} />
          </Tabs.Panel>
        </Tabs>
      )}
    </EditorFrame>
  );
}

const ImportLink = ({ listId }: { readonly listId: string }) => (
  <Button
    variant="light"
    leftSection={<IconFileImport size={16} aria-hidden />}
    renderRoot={(props) => (
      <Link to="/admin/$section/$id" params={{ section: 'import', id: listId }} {...props} />
    )}
  >
    Import
  </Button>
);
