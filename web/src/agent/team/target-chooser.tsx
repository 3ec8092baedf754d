import './team.css';
import { Combobox, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { TargetResults } from './target-results.tsx';
import type { TeamAction } from './team-action.ts';
import { useTargetSearch } from './use-target-search.tsx';

/** Team Communicator inside a dialog: whom to call into a call. */
export function TargetChooser({ action }: { readonly action: TeamAction }) {
  const search = useTargetSearch({ opened: true });
  const { store, field, typed, type, choose } = search;
  return (
    <search aria-label={`Team Communicator: ${action.label}`}>
      <Combobox store={store} onOptionSubmit={choose}>
        <Combobox.EventsTarget>
          <TextInput
            ref={field}
            aria-label="Search people and numbers"
            placeholder="Name or number"
            leftSection={<IconSearch size={15} aria-hidden />}
            maxLength={100}
            value={typed}
            onChange={(event) => type(event.currentTarget.value)}
            data-autofocus
          />
        </Combobox.EventsTarget>
        <div className="team-results">
          {/* The dialog closes by itself once the call has a third party; a refusal stays here. */}
          <TargetResults search={search} actions={[action]} onDone={() => undefined} />
        </div>
      </Combobox>
    </search>
  );
}
