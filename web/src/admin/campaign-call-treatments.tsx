import { NumberInput, Select, TextInput } from '@mantine/core';
import type { CallTreatmentBody } from '@outpace/protocol/call-treatments.ts';
import {
  begun,
  kindsFor,
  treatmentLine,
  treatmentWarning,
  typedCallerId,
  VERDICTS,
  type Verdict,
} from './call-treatment-choices.ts';
import { Explained } from './explained.tsx';
import type { Voice } from './voice-choices.ts';

type Props = {
  readonly cpd: Voice['cpd'];
  readonly set: (part: Partial<Voice['cpd']>) => void;
};

/** What becomes of each answer that is no person's: one line per verdict. */
export function CampaignCallTreatments({ cpd, set }: Props) {
  const { callTreatments, when } = cpd;
  return VERDICTS.map(({ verdict, label }) => (
    <CallTreatment
      key={verdict}
      verdict={verdict}
      label={label}
      when={when}
      treatment={callTreatments[verdict]}
      change={(next) => set({ callTreatments: { ...callTreatments, [verdict]: next } })}
    />
  ));
}

type RowProps = {
  readonly verdict: Verdict;
  readonly label: string;
  readonly when: Voice['cpd']['when'];
  readonly treatment: CallTreatmentBody;
  readonly change: (next: CallTreatmentBody) => void;
};

function CallTreatment({ verdict, label, when, treatment, change }: RowProps) {
  const choices = kindsFor(verdict);
  return (
    <fieldset className="rows" aria-label={label}>
      <Explained
        note={treatmentLine(verdict, treatment.kind, when)}
        warning={treatmentWarning(treatment)}
      >
        <Select
          label={label}
          allowDeselect={false}
          data={choices.map(({ value, label: words }) => ({ value, label: words }))}
          value={treatment.kind}
          onChange={(wanted) => {
            const known = choices.find(({ value }) => value === wanted);
            if (known !== undefined && known.value !== treatment.kind) change(begun(known.value));
          }}
        />
      </Explained>
      {treatment.kind === 'message' ? (
        <Explained note="What is spoken, by its name on the switch.">
          <TextInput
            label="Message"
            maxLength={200}
            value={treatment.message}
            onChange={(event) => change({ ...treatment, message: event.currentTarget.value })}
          />
        </Explained>
      ) : null}
      {treatment.kind === 'transfer' ? <Transfer treatment={treatment} change={change} /> : null}
    </fieldset>
  );
}

type TransferProps = {
  readonly treatment: Extract<CallTreatmentBody, { kind: 'transfer' }>;
  readonly change: (next: CallTreatmentBody) => void;
};

function Transfer({ treatment, change }: TransferProps) {
  return (
    <>
      <Explained note="A number with its country code, or an address such as sip:100@pbx.example.">
        <TextInput
          label="Destination"
          maxLength={200}
          value={treatment.to}
          onChange={(event) => change({ ...treatment, to: event.currentTarget.value })}
        />
      </Explained>
      <Explained note="The number that the destination sees. Empty: the one of the trunk.">
        <TextInput
          label="Caller id"
          inputMode="tel"
          maxLength={40}
          value={treatment.callerId ?? ''}
          onChange={(event) =>
            change({ ...treatment, callerId: typedCallerId(event.currentTarget.value) })
          }
        />
      </Explained>
      <Explained note="How long the destination may ring. Range: 5 to 120 s.">
        <NumberInput
          label="Ring time"
          suffix=" s"
          min={5}
          max={120}
          value={treatment.ringMs / 1_000}
          onChange={(shown) => change({ ...treatment, ringMs: Math.round(Number(shown) * 1_000) })}
        />
      </Explained>
    </>
  );
}
