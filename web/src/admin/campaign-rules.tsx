import './rules.css';
import { Select, Textarea } from '@mantine/core';
import type { CallingListRow } from '@outpace/protocol/calling-lists.ts';
import type { CampaignBody } from '@outpace/protocol/campaigns.ts';
import { useQuery } from '@tanstack/react-query';
import { RefusalError, sentenceOf } from '../api/client.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { Explained } from './explained.tsx';
import { loosenedBy, type Rules, underLaw } from './rules-draft.ts';
import { RulesHours } from './rules-hours.tsx';
import { RulesLaw } from './rules-law.tsx';
import { RulesLimits } from './rules-limits.tsx';
import { profilesQuery } from './saved.ts';

type Props = {
  readonly rules: Rules | undefined;
  /** Undefined: no law is named any more. */
  readonly onChange: (rules: Rules | undefined) => void;
  readonly lists: CampaignBody['lists'];
  readonly callingLists: readonly CallingListRow[];
  /** What the last save was refused with. */
  readonly problem: unknown;
  /** A supervisor may only tighten: the law is not taken away, and looser is nobody's reason. */
  readonly mayLoosen: boolean;
};

/** Whom the campaign may call and when: the law it names, and what it asks of itself besides. */
export function CampaignRules(props: Props) {
  const { rules, onChange, lists, callingLists, problem, mayLoosen } = props;
  const { data: profiles = [], error } = useQuery(profilesQuery);
  const known = profiles.filter(({ inForce }) => inForce);
  const law = known.find(({ id }) => id === rules?.profile);
  const own = callingLists.filter(({ id }) => lists.some(({ listId }) => listId === id));
  return (
    <>
      <p className="rules-intro">
        Asked again in the moment of each dial, where the person is; the answers stay with the
        attempt. Tightening is always allowed. Whatever is looser than before is for an
        administrator to decide and is noted in the audit trail.
      </p>
      <ErrorLine problem={error} />
      <Explained
        note={
          'Data with its sources, not advice. Without one, the hours of each record are all that ' +
          'is asked.'
        }
      >
        <Select
          label="Law"
          clearable={mayLoosen}
          allowDeselect={mayLoosen}
          placeholder="None"
          data={known.map(({ id, name }) => ({ value: id, label: name }))}
          value={rules?.profile ?? null}
          onChange={(id) => onChange(id === null ? undefined : underLaw(rules, id))}
        />
      </Explained>
      {rules === undefined ? null : (
        <>
          {law === undefined ? null : <RulesLaw law={law} rules={rules} onChange={onChange} />}
          <RulesHours rules={rules} onChange={onChange} lists={own} />
          <RulesLimits rules={rules} onChange={onChange} />
          <Looser rules={rules} onChange={onChange} problem={problem} mayLoosen={mayLoosen} />
        </>
      )}
    </>
  );
}

type LooserProps = Pick<Props, 'onChange' | 'problem' | 'mayLoosen'> & {
  readonly rules: Rules;
};

/** Where the campaign asks less than its law: only with a reason. */
function Looser({ rules, onChange, problem, mayLoosen }: LooserProps) {
  const isRefused = problem instanceof RefusalError && problem.code === 'COMPLIANCE_LOOSENED';
  return (
    <fieldset className="rows">
      <legend>Looser than the law</legend>
      <Explained
        warning={mayLoosen ? undefined : 'Only an administrator may say so.'}
        note={
          'Needed where a required rule is left out, or where the limits of the campaign let ' +
          'more be abandoned or ring shorter than the law does. It stays in the audit trail ' +
          'with your name.'
        }
      >
        <Textarea
          label="Reason"
          autosize
          minRows={2}
          readOnly={!mayLoosen}
          maxLength={500}
          placeholder="Not looser"
          value={rules.loosened?.reason ?? ''}
          error={isRefused ? sentenceOf(problem) : undefined}
          onChange={(event) => onChange(loosenedBy(rules, event.currentTarget.value))}
        />
      </Explained>
    </fieldset>
  );
}
