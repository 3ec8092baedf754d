import { Button, Modal } from '@mantine/core';
import type { SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import { IconFlask } from '@tabler/icons-react';
import { useState } from 'react';
import { ErrorLine } from '../../ui/error-line.tsx';
import { draftFrom } from './plan-draft.ts';
import { useWhatIfs } from './use-what-ifs.tsx';
import { WhatIfAnswers } from './what-if-answers.tsx';
import { WhatIfForm } from './what-if-form.tsx';

/** What would a plan come to? Simulated, before anybody is called. */
export function WhatIf({ session }: { readonly session: SessionRow }) {
  const [draft, setDraft] = useState(() => draftFrom(session));
  const [opened, setOpened] = useState(false);
  const whatIfs = useWhatIfs();
  const open = (): void => {
    if (whatIfs.rows.length === 0) setDraft(draftFrom(session));
    setOpened(true);
  };
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconFlask size={14} aria-hidden />}
        onClick={open}
      >
        What if
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="What if" size={1_080}>
        <div className="what-if">
          <WhatIfForm
            groupId={session.groupId}
            draft={draft}
            isRunning={whatIfs.isRunning}
            isBeginning={whatIfs.isBeginning}
            onChange={setDraft}
            onSimulate={whatIfs.simulate}
            onCancel={whatIfs.cancel}
          />
          <section className="what-if-answers" aria-label="What it comes to">
            <ErrorLine problem={whatIfs.problem} />
            <WhatIfAnswers rows={whatIfs.rows} />
          </section>
        </div>
      </Modal>
    </>
  );
}
