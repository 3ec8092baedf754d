import { Select, TextInput } from '@mantine/core';
import type { CampaignGroupBody } from '@outpace/protocol/campaigns.ts';
import { assuredOf, NOBODY_ASSURED } from './assured-choices.ts';
import { Explained } from './explained.tsx';
import type { Editing } from './use-editing.tsx';

const CHOICES = [
  { value: 'nobody', label: 'Nobody' },
  { value: 'everybody', label: 'Every contact of the group' },
  { value: 'field', label: 'Contacts whose record says so' },
] as const;

/** Who is dialed only when an agent is on the line for them. */
export function AssuredFields({ editing }: { readonly editing: Editing<CampaignGroupBody> }) {
  const { draft, change } = editing;
  const assured = draft.assured ?? NOBODY_ASSURED;
  return (
    <>
      <Explained
        note={
          'The agent is called first and hears music, and only then the contact is dialed: ' +
          'nobody who answers waits. One agent is busy for as long as it rings.'
        }
      >
        <Select
          label="Assured connection"
          data={CHOICES}
          value={assured.of}
          allowDeselect={false}
          onChange={(of) => change({ assured: assuredOf(of ?? 'nobody') })}
        />
      </Explained>
      {assured.of === 'field' ? (
        <Explained note="A field of the lists. Any value means yes; empty, 0 and no mean no.">
          <TextInput
            label="Assured by field"
            required
            maxLength={40}
            value={assured.key}
            onChange={(event) =>
              change({ assured: { ...assured, key: event.currentTarget.value } })
            }
          />
        </Explained>
      ) : null}
    </>
  );
}
