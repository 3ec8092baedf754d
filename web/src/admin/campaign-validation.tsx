import { NumberInput, Select, Switch, TextInput } from '@mantine/core';
import type { ValidationBody } from '@outpace/protocol/validation.ts';
import { Explained } from './explained.tsx';
import type { SettingsPart } from './settings-part.ts';
import { UnansweredFields } from './unanswered-fields.tsx';
import { ValidationSecret } from './validation-secret.tsx';
import { ValidationTry } from './validation-try.tsx';
import { NEW_VALIDATION, REFUSED_AS_CHOICES } from './validation-words.ts';

type Props = SettingsPart & {
  /** Undefined: it is not saved yet. */
  readonly campaignId: string | undefined;
};

/** Who is asked by HTTP before each dial of the campaign. */
export function CampaignValidation({ settings, change, campaignId }: Props) {
  const { validation = null } = settings;
  return (
    <fieldset className="rows">
      <legend>Validation before the dial</legend>
      <Explained
        note={
          'Somebody outside is asked by HTTP before each dial: 200 allows it, 409 refuses it and ' +
          'may name a call result. All rules are asked again when the answer is there. An agent ' +
          'who calls again from the same screen is not asked about anew.'
        }
      >
        <Switch
          label="Ask before each dial"
          checked={validation !== null}
          onChange={(event) =>
            change({ validation: event.currentTarget.checked ? NEW_VALIDATION : null })
          }
        />
      </Explained>
      {validation === null ? null : (
        <>
          <Fields validation={validation} change={(validation) => change({ validation })} />
          <ValidationSecret
            campaignId={campaignId}
            header={validation.secretHeader}
            onHeader={(secretHeader) => change({ validation: { ...validation, secretHeader } })}
          />
          <ValidationTry campaignId={campaignId} validation={validation} />
        </>
      )}
    </fieldset>
  );
}

type FieldsProps = {
  readonly validation: ValidationBody;
  readonly change: (validation: ValidationBody) => void;
};

function Fields({ validation, change }: FieldsProps) {
  const set = (part: Partial<ValidationBody>): void => change({ ...validation, ...part });
  return (
    <>
      <Explained note="The question is posted there as JSON. Redirects are not followed.">
        <TextInput
          label="Address"
          type="url"
          required
          placeholder="https://"
          maxLength={2_000}
          value={validation.url}
          onChange={(event) => set({ url: event.currentTarget.value })}
        />
      </Explained>
      <Explained note="The longest wait for the whole answer. An agent who is held waits too.">
        <NumberInput
          label="Longest wait"
          suffix=" ms"
          min={100}
          max={10_000}
          step={100}
          allowDecimal={false}
          thousandSeparator=","
          value={validation.timeoutMs}
          onChange={(typed) => set({ timeoutMs: Number(typed) })}
        />
      </Explained>
      <Explained note="Kept open and used again, one question at a time on each.">
        <NumberInput
          label="Connections"
          min={1}
          max={64}
          allowDecimal={false}
          value={validation.connectionsMax}
          onChange={(typed) => set({ connectionsMax: Number(typed) })}
        />
      </Explained>
      <Explained note="Treated with this result: an attempt on the record, and a call to no law.">
        <Select
          label="A refusal without a result"
          data={REFUSED_AS_CHOICES}
          value={validation.refusedAs}
          allowDeselect={false}
          onChange={(refusedAs) => (refusedAs === null ? undefined : set({ refusedAs }))}
        />
      </Explained>
      <UnansweredFields
        label="No answer in time"
        value={validation.onTimeout}
        onChange={(onTimeout) => set({ onTimeout })}
      />
      <UnansweredFields
        label="Unreachable"
        note={
          'Or what came is no answer. After five questions in a row that came to nothing the ' +
          'campaign waits, unless it dials without an answer.'
        }
        value={validation.onError}
        onChange={(onError) => set({ onError })}
      />
    </>
  );
}
