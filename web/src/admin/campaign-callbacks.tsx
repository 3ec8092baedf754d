import { NumberInput } from '@mantine/core';
import type { CampaignSettings } from '@outpace/protocol/campaigns.ts';
import { AWAY_CHOICES, MINUTE_MS } from './callback-choices.ts';
import { ChoiceRadios } from './choice-radios.tsx';
import { Explained } from './explained.tsx';
import type { SettingsPart } from './settings-part.ts';

type Callbacks = CampaignSettings['callbacks'];

/** What agents may promise, and what becomes of it when they are away. */
export function CampaignCallbacks({ settings, change }: SettingsPart) {
  const { callbacks } = settings;
  const set = (part: Partial<Callbacks>): void => change({ callbacks: { ...callbacks, ...part } });
  return (
    <fieldset className="rows">
      <legend>Callbacks</legend>
      <ChoiceRadios
        label="When the agent of a personal callback is away"
        choices={AWAY_CHOICES}
        value={callbacks.whenAway}
        onChange={(whenAway) => set({ whenAway })}
      />
      <Explained
        note={
          'From its time on, a callback waits this long for its agent before it counts as ' +
          'missed. It stays in their list. Range: 0 to 1,440 min.'
        }
      >
        <NumberInput
          label="Waits for its agent"
          suffix=" min"
          min={0}
          max={1_440}
          thousandSeparator=","
          value={callbacks.waitMs / MINUTE_MS}
          onChange={(shown) => set({ waitMs: Math.round(Number(shown) * MINUTE_MS) })}
        />
      </Explained>
      <Explained note="A time further ahead cannot be promised. Range: 1 to 365 days.">
        <NumberInput
          label="Ahead at most"
          suffix=" days"
          min={1}
          max={365}
          allowDecimal={false}
          value={callbacks.aheadDaysMax}
          onChange={(shown) => set({ aheadDaysMax: Number(shown) })}
        />
      </Explained>
    </fieldset>
  );
}
