import { Select } from '@mantine/core';
import { callResultWord } from '../ui/call-result-words.ts';
import { keyOf, moved, replaced, without } from './ordered.ts';
import type { SettingsPart } from './settings-part.ts';
import { TreatmentRow } from './treatment-row.tsx';
import { parseTrigger, triggerChoices } from './treatment-triggers.ts';
import { treatmentProblem, treatmentSentence, triggerText, untreated } from './treatment-words.ts';

/** What becomes of a person after each result, with a dry run in words. */
export function CampaignTreatments({ settings, change }: SettingsPart) {
  const { treatments, outcomes } = settings;
  const { dispositions } = outcomes;
  const left = untreated(treatments);
  const taken = new Set(treatments.map(({ on }) => triggerText(on)));
  const choices = triggerChoices(dispositions);
  const unused = choices.map(({ group, items }) => ({
    group,
    items: items.filter(({ value }) => !taken.has(value)),
  }));
  const add = (text: string): void => {
    const on = parseTrigger(text);
    if (on !== undefined) change({ treatments: [...treatments, { on, action: 'close' }] });
  };
  return (
    <>
      <p className="rows-note">
        A disposition with a rule of its own wins over the call result. The total of attempts is
        limited by each list.
      </p>
      {treatments.map((rule) => (
        <TreatmentRow
          key={keyOf(rule)}
          rule={rule}
          choices={choices}
          sentence={treatmentSentence(rule, dispositions)}
          problem={treatmentProblem(rule, treatments, dispositions)}
          onChange={(next) => change({ treatments: replaced(treatments, rule, next) })}
          onMove={(by) => change({ treatments: moved(treatments, rule, by) })}
          onRemove={() => change({ treatments: without(treatments, rule) })}
        />
      ))}
      <Select
        className="rows-add"
        aria-label="Add a treatment"
        placeholder="Add a treatment for …"
        searchable
        value={null}
        data={unused}
        onChange={(text) => {
          if (text !== null) add(text);
        }}
      />
      <section className="dry-run" aria-label="Without a rule">
        <h2>Without a rule</h2>
        <p>
          {left.length === 0
            ? 'Every common result has a rule.'
            : `${left.map(callResultWord).join(', ')}: closed, the person is not called again.`}
        </p>
      </section>
    </>
  );
}
