import { Anchor, Button, Loader } from '@mantine/core';
import { IconCompass, IconPlugConnectedX } from '@tabler/icons-react';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { sentenceOf } from '../api/client.ts';
import { EmptyState } from './empty-state.tsx';

/** A page on its way: quiet, because it is rarely seen for long. */
export function PageWaiting() {
  return (
    <main className="page-state">
      <Loader size="sm" aria-label="Loading" />
    </main>
  );
}

/** A page that could not be shown, and how to try again. */
export function PageFault({ error }: ErrorComponentProps) {
  const again = (
    <Button variant="default" onClick={() => window.location.reload()}>
      Try again
    </Button>
  );
  return (
    <main className="page-state">
      <EmptyState
        icon={<IconPlugConnectedX size={28} aria-hidden />}
        title="This page cannot be shown now"
        action={again}
      >
        {sentenceOf(error)}
      </EmptyState>
    </main>
  );
}

export function PageMissing() {
  return (
    <main className="page-state">
      <EmptyState
        icon={<IconCompass size={28} aria-hidden />}
        title="There is nothing at this address"
        action={<Anchor href="/">Go to your own page</Anchor>}
      />
    </main>
  );
}
