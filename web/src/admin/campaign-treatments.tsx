import { Select } from '@mantine/core';
import type { CampaignBody } from '@outpace/protocol/campaigns.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DEFAULT_ATTEMPTS_MAX } from './campaign-defaults.ts';
import { DryRun, type MadeUp } from './dry-run.tsx';
import { findingOf, findingWords } from './dry-run-words.ts';
import { keyOf, replaced, without } from './ordered.ts';
import { dryRunQuery } from './saved.ts';
import type { SettingsPart } from './settings-part.ts';
import { arranged, movedRule, numbered, thenAfter, turnOf } from './treatment-order.ts';
import { TreatmentRow } from './treatment-row.tsx';
import { parseTrigger, triggerChoices } from './treatment-triggers.ts';
import { type Treatment, treatmentSentence, triggerText } from './treatment-words.ts';

const isSameTrigger = (a: Treatment, b: Treatment): boolean =>
  triggerText(a.on) === triggerText(b.on);

/** Where a date begins to be looked for, as the field for it wants it. */
const tomorrow = (): string => new Date(Date.now() + 86_400_000).toLocaleDateString('sv-SE');

/** The most that any list of the campaign allows. */
const attemptsMaxOf = (lists: CampaignBody['lists']): number =>
  lists.length === 0
    ? DEFAULT_ATTEMPTS_MAX
    : Math.max(...lists.map(({ attemptsMax }) => attemptsMax));

type Props = SettingsPart & { readonly lists: CampaignBody['lists'] };

/** What becomes of a person after each result, with a dry run beside it. */
export function CampaignTreatments({ settings, change, lists }: Props) {
  const { outcomes, limits, voice } = settings;
  const { when, callTreatments } = voice.cpd;
  const { dispositions } = outcomes;
  const treatments = arranged(settings.treatments);
  const [madeUp, setMadeUp] = useState<MadeUp>({ numbers: 2, attemptsMax: attemptsMaxOf(lists) });
  const { data: answer } = useQuery(
    dryRunQuery({
      treatments: [...treatments],
      callResults: outcomes.callResults,
      dispositions: dispositions.map(({ code }) => code),
      ...madeUp,
      detection: { when, verdictMs: limits.verdictMs, callTreatments },
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
  );
  const problemOf = (place: number): string | undefined => {
    const finding = findingOf(answer?.findings ?? [], place);
    return finding && findingWords(finding);
  };
  const set = (rules: readonly Treatment[]): void => change({ treatments: numbered(rules) });
  const isLast = (rule: Treatment): boolean =>
    !treatments.some((other) => isSameTrigger(other, rule) && turnOf(other) > turnOf(rule));
  const soon = tomorrow();
  const taken = new Set(treatments.map(({ on }) => triggerText(on)));
  const choices = triggerChoices(dispositions);
  const unused = choices.map(({ group, items }) => ({
    group,
    items: items.filter(({ value }) => !taken.has(value)),
  }));
  const add = (text: string): void => {
    const on = parseTrigger(text);
    if (on !== undefined) set([...treatments, { on, action: 'close' }]);
  };
  return (
    <>
      <p className="rows-note">
        A disposition with a rule of its own wins over the call result. Rules for one result take
        turns: the second begins when the first is used up. The total of attempts is limited by each
        list.
      </p>
      {treatments.map((rule, place) => (
        <TreatmentRow
          key={keyOf(rule)}
          rule={rule}
          choices={choices}
          sentence={treatmentSentence(rule, dispositions, isLast(rule))}
          problem={problemOf(place)}
          soon={soon}
          onChange={(next) => set(arranged(replaced(treatments, rule, next)))}
          onThen={() => set(thenAfter(treatments, rule))}
          onMove={(by) => set(movedRule(treatments, rule, by))}
          onRemove={() => set(without(treatments, rule))}
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
      <DryRun answer={answer} dispositions={dispositions} madeUp={madeUp} onMadeUp={setMadeUp} />
    </>
  );
}
