import type { AttemptEvidence } from '@outpace/protocol/compliance.ts';
import { IconBan, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { callResultWord } from '../ui/call-result-words.ts';
import { modeWord } from '../ui/mode-words.ts';
import { formatPhone } from '../ui/phone-text.ts';
import { formatDate, formatSecond } from '../ui/time-text.ts';
import { ruleWords, versionWords } from './rule-words.ts';
import { campaignsQuery } from './saved.ts';

/** What every rule was asked when this attempt was made, and what it said. */
export function AttemptAnswers({ evidence }: { readonly evidence: AttemptEvidence }) {
  const { phone, openedAt, campaignId, mode, callResult, answers } = evidence;
  const { data: campaigns = [] } = useQuery(campaignsQuery);
  const at = Date.parse(openedAt);
  const campaign = campaigns.find(({ id }) => id === campaignId)?.name;
  return (
    <section aria-label="What the rules said">
      <h2>{formatPhone(phone)}</h2>
      <p className="dim figures">
        {formatDate(at)}, {formatSecond(at)}
        {campaign === undefined ? '' : ` · ${campaign}`} · {modeWord(mode)} ·{' '}
        {callResult === null ? 'in the air' : callResultWord(callResult)}
      </p>
      {answers === null ? (
        <p className="dim">It was dialed by an earlier release, which kept no answers.</p>
      ) : (
        <div className="table-scroll">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">Rule</th>
                <th scope="col">Asked</th>
                <th scope="col">Answer</th>
                <th scope="col">By</th>
              </tr>
            </thead>
            <tbody>
              {answers.map(({ rule, asked, answer, version }) => (
                <tr key={`${rule} ${asked}`}>
                  <th scope="row">{ruleWords(rule)}</th>
                  <td className="evidence-asked figures">{asked.replace(/(\d)T(\d)/, '$1 $2')}</td>
                  <td>
                    <Answer answer={answer} />
                  </td>
                  <td>{versionWords(version)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Answer({ answer }: { readonly answer: 'allowed' | 'refused' }) {
  const Icon = answer === 'allowed' ? IconCheck : IconBan;
  return (
    <span className="evidence-answer" data-refused={answer === 'refused' || undefined}>
      <Icon size={14} aria-hidden />
      {answer === 'allowed' ? 'Allowed' : 'Refused'}
    </span>
  );
}
