import { Checkbox } from '@mantine/core';
import type { ProfileRow } from '@outpace/protocol/compliance.ts';
import type { ReactNode } from 'react';
import { useNow } from '../ui/clock.tsx';
import { formatDate } from '../ui/time-text.ts';
import { ruleWords } from './rule-words.ts';
import { asking, countedWords, lawFacts, limitWords, type Rules } from './rules-draft.ts';
import { DAYS, isEveryDayAlike, spansText, todayText, weekdayOf, weekText } from './week-words.ts';

type Props = {
  readonly law: ProfileRow;
  readonly rules: Rules;
  readonly onChange: (rules: Rules) => void;
};

/** What the law asks today and where it stands; each of its rules can be left out with a reason. */
export function RulesLaw({ law, rules, onChange }: Props) {
  const { from, version, sources, hours, limits } = law;
  const [country, ...regions] = hours;
  const asked = { rules, onChange };
  const isWhole = regions.length === 0 && limits.every(({ region }) => region === null);
  return (
    <section className="law" aria-label="What the law asks">
      <dl className="law-facts">
        {lawFacts(law).map(([term, words]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <ul className="law-rules">
        {country === undefined ? null : <HoursRule row={country} {...asked} />}
        {limits
          .filter(({ region }) => region === null)
          .map((limit) => (
            <LimitRule key={limit.id} row={limit} {...asked} />
          ))}
      </ul>
      {isWhole ? null : (
        <details>
          <summary className="fold">
            {regions.length} {regions.length === 1 ? 'region is' : 'regions are'} narrower
          </summary>
          <ul className="law-rules">
            {regions.map((row) => (
              <HoursRule key={row.id} row={row} {...asked} />
            ))}
            {limits
              .filter(({ region }) => region !== null)
              .map((limit) => (
                <LimitRule key={limit.id} row={limit} {...asked} />
              ))}
          </ul>
        </details>
      )}
      <p className="law-source">
        In force since {formatDate(Date.parse(from))}, data as of {version}:{' '}
        {sources.map(({ title, url }, n) => (
          <span key={url}>
            {n === 0 ? '' : ' · '}
            <a className="text-link" href={url} target="_blank" rel="noreferrer">
              {title}
            </a>
          </span>
        ))}
      </p>
    </section>
  );
}

type Asking = Pick<Props, 'rules' | 'onChange'>;
type HoursProps = Asking & { readonly row: ProfileRow['hours'][number] };

function HoursRule({ row, ...asked }: HoursProps) {
  const now = useNow();
  const { id, days, holidays } = row;
  const isWhole = isEveryDayAlike(days);
  return (
    <Rule id={id} isRequired {...asked}>
      <strong className="figures">{todayText(days, now)}</strong>{' '}
      {isWhole ? 'today and every day' : `today, ${DAYS[weekdayOf(now)]}`}
      <span className="dim figures">
        {isWhole ? '' : ` · ${weekText(days)}`}
        {holidays === null ? '' : `, holidays ${spansText(holidays.spans) || 'nobody'}`}
      </span>
    </Rule>
  );
}

type LimitProps = Asking & { readonly row: ProfileRow['limits'][number] };

const LimitRule = ({ row, ...asked }: LimitProps) => (
  <Rule id={row.id} isRequired={row.required} {...asked}>
    {limitWords(row)}.<span className="dim"> Counts {countedWords(row)}.</span>
  </Rule>
);

type RuleProps = Asking & {
  readonly id: string;
  readonly isRequired: boolean;
  readonly children: ReactNode;
};

function Rule({ id, isRequired, rules, onChange, children }: RuleProps) {
  const isAsked = !rules.without.includes(id);
  return (
    <li data-out={!isAsked || undefined}>
      <Checkbox
        label={ruleWords(id)}
        checked={isAsked}
        onChange={(event) => onChange(asking(rules, id, event.currentTarget.checked))}
      />
      <span className="law-says">{children}</span>
      <span className="law-mark">
        {isAsked ? isRequired ? 'Required' : 'Optional' : <strong>Left out</strong>}
      </span>
    </li>
  );
}
