import { Button, Tooltip } from '@mantine/core';
import type { Notice } from '@outpace/engine/agents/agent-session.ts';
import { IconInfoCircle, IconSpeakerphone } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { ErrorLine } from '../../ui/error-line.tsx';
import { modeWord } from '../../ui/mode-words.ts';
import { DismissButton } from '../dismiss-button.tsx';
import { KEYS } from '../keys/key-table.ts';
import { useKeys } from '../keys/use-keys.tsx';
import { useCommand } from '../use-command.tsx';

/** What happened to the agent's campaigns, until they have seen it. Gates nothing. */
export function Notices({ notices }: { readonly notices: readonly Notice[] }) {
  if (notices.length === 0) return null;
  return (
    <div className="notices">
      {notices.map((notice) =>
        notice.kind === 'loaded' || notice.kind === 'started' ? (
          <LoudNotice key={notice.id} notice={notice} title={LOUD[notice.kind]} />
        ) : (
          <QuietNotice key={notice.id} notice={notice} words={QUIET[notice.kind]} />
        ),
      )}
    </div>
  );
}

const LOUD = { loaded: 'Campaign loaded', started: 'Campaign started' } as const;
const QUIET = {
  stopped: 'was stopped',
  unloaded: 'was unloaded',
  'mode-changed': 'runs in another mode now:',
} as const;

function useAcknowledge({ id }: Notice) {
  const { run, busy, problem } = useCommand();
  // The reply may be here before the view without the notice: the key must not take it twice.
  const [isDone, setDone] = useState(false);
  const ok = () => void run({ type: 'acknowledge-notice', noticeId: id }).then(setDone);
  return { busy: busy || isDone, problem, ok };
}

function LoudNotice({ notice, title }: { readonly notice: Notice; readonly title: string }) {
  const { busy, problem, ok } = useAcknowledge(notice);
  const titleId = useId();
  const textId = useId();
  const { campaignName, groupName, mode, fields } = notice;
  const label = `OK to ${title}: ${campaignName}`;
  useKeys(busy ? [] : [{ action: 'dismiss-news', label, run: ok }]);
  return (
    <div className="notice" role="alertdialog" aria-labelledby={titleId} aria-describedby={textId}>
      <IconSpeakerphone size={20} className="notice-icon" aria-hidden />
      <div className="notice-body">
        <h2 id={titleId} className="notice-title">
          {title}
        </h2>
        <p id={textId} className="notice-text">
          <strong>{campaignName}</strong>
          <span className="dim">
            {groupName} · {modeWord(mode)}
          </span>
        </p>
        {fields.length === 0 ? null : (
          <dl className="notice-fields">
            {fields.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        <ErrorLine problem={problem} />
      </div>
      <Tooltip label={`OK · ${KEYS['dismiss-news'].key}`}>
        <Button variant="default" loading={busy} onClick={ok}>
          OK
        </Button>
      </Tooltip>
    </div>
  );
}

function QuietNotice({ notice, words }: { readonly notice: Notice; readonly words: string }) {
  const { busy, ok } = useAcknowledge(notice);
  const mode = notice.kind === 'mode-changed' ? ` ${modeWord(notice.mode)}` : '';
  return (
    <div className="line" role="status">
      <IconInfoCircle size={16} aria-hidden />
      <span className="line-text">
        <strong>{notice.campaignName}</strong> {words}
        {mode}
      </span>
      <DismissButton
        what={`the news that ${notice.campaignName} ${words}${mode}`}
        busy={busy}
        onClick={ok}
      />
    </div>
  );
}
