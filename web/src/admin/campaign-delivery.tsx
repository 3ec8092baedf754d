import { NumberInput, Radio, Switch, TextInput } from '@mantine/core';
import { DELIVERY_KINDS, type Delivery, withKind } from './delivery-kinds.ts';
import { Explained } from './explained.tsx';
import type { SettingsPart } from './settings-part.ts';

/** How a record reaches the agent. */
export function CampaignDelivery({ settings, change }: SettingsPart) {
  const { delivery } = settings;
  const set = (next: Delivery): void => change({ delivery: next });
  return (
    <>
      <Radio.Group
        label="Delivery"
        className="delivery"
        value={delivery.kind}
        onChange={(wanted) => {
          const known = DELIVERY_KINDS.find(({ kind }) => kind === wanted);
          if (known !== undefined) set(withKind(delivery, known.kind));
        }}
      >
        {DELIVERY_KINDS.map(({ kind, label, sentence }) => (
          <Radio key={kind} value={kind} label={label} description={sentence} />
        ))}
      </Radio.Group>
      {'offerMs' in delivery ? (
        <Explained note="How long the record is shown, counted down on the agent’s screen.">
          <NumberInput
            label="Preview"
            suffix=" s"
            min={1}
            max={600}
            value={delivery.offerMs / 1_000}
            onChange={(shown) => set({ ...delivery, offerMs: Math.round(Number(shown) * 1_000) })}
          />
        </Explained>
      ) : null}
      {delivery.kind === 'auto-answer-with-preview' ? (
        <Explained note="A rejected record goes back to the top of its list, for somebody else.">
          <Switch
            label="The agent may reject"
            checked={delivery.rejectAllowed}
            onChange={(event) => set({ ...delivery, rejectAllowed: event.currentTarget.checked })}
          />
        </Explained>
      ) : null}
      <Explained
        note={
          'After call work ends by itself when its time is over. What the agent has entered ' +
          'until then counts.'
        }
      >
        <Switch
          label="Mark done by itself"
          checked={settings.autoDone}
          onChange={(event) => change({ autoDone: event.currentTarget.checked })}
        />
      </Explained>
      <ManualCalls settings={settings} change={change} />
      <Explained
        note={
          'The recording that a person hears when no agent is free in time, by its name on the ' +
          'switch.'
        }
      >
        <TextInput
          label="Message when no agent is free"
          maxLength={200}
          value={settings.abandonMessage}
          onChange={(event) => change({ abandonMessage: event.currentTarget.value })}
        />
      </Explained>
    </>
  );
}

function ManualCalls({ settings, change }: SettingsPart) {
  return (
    <Explained
      note={
        'Agents may call numbers they choose or type, between the calls of the dialer. Calling ' +
        'windows, attempt limits and do-not-call hold for these calls too.'
      }
    >
      <Switch
        label="Agents may call by hand"
        checked={settings.manualCalls ?? false}
        onChange={(event) => change({ manualCalls: event.currentTarget.checked })}
      />
    </Explained>
  );
}
