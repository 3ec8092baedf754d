import { NumberInput, TagsInput } from '@mantine/core';
import type { CallerIdsBody } from '@outpace/protocol/campaigns.ts';
import { CALLER_ID_WORDS, withNumbers } from './caller-id-choices.ts';
import { ChoiceRadios } from './choice-radios.tsx';
import { Explained } from './explained.tsx';
import type { SettingsPart } from './settings-part.ts';

/** What called persons see. */
export function CampaignCallerIds({ settings, change }: SettingsPart) {
  const { callerIds = null } = settings;
  const typed = (numbers: readonly string[]): void =>
    change({ callerIds: withNumbers(callerIds, numbers) });
  return (
    <fieldset className="rows">
      <legend>Caller id</legend>
      <Explained note="With their country code. Without any, contacts see what the trunk says.">
        <TagsInput
          label="Numbers that contacts see"
          placeholder={callerIds === null ? 'The trunk’s own' : undefined}
          splitChars={[',', ';', '\n']}
          value={callerIds?.numbers ?? []}
          onChange={typed}
        />
      </Explained>
      {callerIds === null ? null : (
        <Choosing callerIds={callerIds} change={(callerIds) => change({ callerIds })} />
      )}
    </fieldset>
  );
}

type ChoosingProps = {
  readonly callerIds: CallerIdsBody;
  readonly change: (callerIds: CallerIdsBody) => void;
};

function Choosing({ callerIds, change }: ChoosingProps) {
  return (
    <>
      <ChoiceRadios
        label="Which of them"
        choices={CALLER_ID_WORDS}
        value={callerIds.choice}
        onChange={(choice) => change({ ...callerIds, choice })}
      />
      <Explained
        note={
          'A number that was shown so often within 24 hours rests, for whichever campaign it ' +
          'was. When all rest, the one that was shown least goes on. Empty: none rests.'
        }
      >
        <NumberInput
          label="Rests after"
          suffix=" calls"
          min={1}
          max={100_000}
          allowDecimal={false}
          thousandSeparator=","
          value={callerIds.showsMax ?? ''}
          onChange={(shown) =>
            change({ ...callerIds, showsMax: shown === '' ? null : Number(shown) })
          }
        />
      </Explained>
    </>
  );
}
