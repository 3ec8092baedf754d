import { Button } from '@mantine/core';
import { IconDeviceLaptop, IconPower } from '@tabler/icons-react';
import { useSignOut } from '../../api/sign-out.tsx';
import { logOn, takeOver } from '../../live/agent-store.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** The page that was left took the focus with it: this is what there is to do now. */
const takeFocus = (button: HTMLButtonElement | null): void => button?.focus();

/** Logged off the work, still signed in to the product. */
export function LoggedOff() {
  const signOut = useSignOut();
  const actions = (
    <div className="away-actions">
      <Button ref={takeFocus} onClick={logOn}>
        Log on again
      </Button>
      <Button variant="default" onClick={() => void signOut()}>
        Sign out
      </Button>
    </div>
  );
  return (
    <div className="away">
      <EmptyState
        icon={<IconPower size={30} aria-hidden />}
        title="You are logged off"
        action={actions}
      >
        No calls come to you. Everything you finished is saved.
      </EmptyState>
    </div>
  );
}

/** Another page has the workspace now; this one only offers to take it back. */
export function Superseded() {
  return (
    <div className="away">
      <EmptyState
        icon={<IconDeviceLaptop size={30} aria-hidden />}
        title="The workspace is open in another tab or browser"
        action={<Button onClick={takeOver}>Use here</Button>}
      >
        Your call and your draft are there. Nothing is lost by changing places.
      </EmptyState>
    </div>
  );
}
