import { Combobox } from '@mantine/core';
import { useKeys } from '../keys/use-keys.tsx';
import { TargetResults } from './target-results.tsx';
import type { TeamAction } from './team-action.ts';
import { TeamField } from './team-field.tsx';
import { useTargetSearch } from './use-target-search.tsx';

/**
 * One field for colleagues, groups, contacts and numbers, with what is found below it. What can be
 * done with a result is the caller's.
 */
export function TeamCommunicator({ actions }: { readonly actions: readonly TeamAction[] }) {
  const search = useTargetSearch();
  const { store, field, typed, chosen, type, choose } = search;
  useKeys([{ action: 'find-team', run: () => field.current?.select() }]);
  return (
    <search aria-label="Team Communicator" className="team">
      <Combobox store={store} width={340} position="bottom-start" onOptionSubmit={choose}>
        <Combobox.Target>
          <TeamField
            ref={field}
            value={typed}
            onFocus={() => store.openDropdown()}
            onClick={() => store.openDropdown()}
            onBlur={() => chosen ?? store.closeDropdown()}
            onChange={(event) => {
              type(event.currentTarget.value);
              store.openDropdown();
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown className="team-drop">
          <TargetResults
            search={search}
            actions={actions}
            onDone={() => {
              store.closeDropdown();
              type('');
            }}
          />
        </Combobox.Dropdown>
      </Combobox>
    </search>
  );
}
