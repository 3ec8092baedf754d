import './team.css';
import { Combobox, TextInput, useCombobox } from '@mantine/core';
import type { TeamTarget } from '@outpace/protocol/team.ts';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { ariaKey, KeyHint } from '../keys/key-hint.tsx';
import { useKeys } from '../keys/use-keys.tsx';
import { TargetCard } from './target-card.tsx';
import { TargetList } from './target-list.tsx';
import { targetKey } from './target-words.ts';
import type { TeamAction } from './team-action.ts';
import { useTeam } from './use-team.tsx';

/**
 * One field for colleagues, groups, contacts and numbers. What can be done with a result is the
 * caller's: a call beside the work, or a transfer in the middle of one.
 */
export function TeamCommunicator({ actions }: { readonly actions: readonly TeamAction[] }) {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<TeamTarget>();
  const field = useRef<HTMLInputElement>(null);
  const store = useCombobox({ onDropdownClose: () => setChosen(undefined) });
  const team = useTeam(typed, store.dropdownOpened);
  const targets = team.found ?? [...(team.mine?.favourites ?? []), ...(team.mine?.recent ?? [])];
  const shown = team.isLooking ? '' : targets.map(targetKey).join();
  const isTyped = team.found !== undefined;
  const { selectFirstOption, resetSelectedOption } = store;
  // The first result is what Enter means; while the results are those of another text, nothing is.
  useEffect(() => {
    if (isTyped && shown !== '') selectFirstOption();
    else resetSelectedOption();
  }, [isTyped, shown, selectFirstOption, resetSelectedOption]);
  useKeys([{ action: 'find-team', run: () => field.current?.select() }]);
  const back = (): void => {
    setChosen(undefined);
    field.current?.focus();
  };
  return (
    <search aria-label="Team Communicator" className="team">
      <Combobox
        store={store}
        width={340}
        position="bottom-start"
        onOptionSubmit={(key) => setChosen(targets.find((each) => targetKey(each) === key))}
      >
        <Combobox.Target>
          <TextInput
            ref={field}
            aria-label="Search people and numbers"
            aria-keyshortcuts={ariaKey('find-team')}
            placeholder="Name or number"
            leftSection={<IconSearch size={15} aria-hidden />}
            rightSection={<KeyHint action="find-team" />}
            rightSectionWidth={52}
            maxLength={100}
            value={typed}
            onFocus={() => store.openDropdown()}
            onClick={() => store.openDropdown()}
            onBlur={() => chosen ?? store.closeDropdown()}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setChosen(undefined);
              store.openDropdown();
              store.resetSelectedOption();
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown className="team-drop">
          {chosen === undefined ? (
            <TargetList team={team} />
          ) : (
            <TargetCard
              target={chosen}
              actions={actions}
              onBack={back}
              onDone={() => {
                store.closeDropdown();
                setTyped('');
              }}
            />
          )}
        </Combobox.Dropdown>
      </Combobox>
    </search>
  );
}
