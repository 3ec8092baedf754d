import { Alert, Button, Code, CopyButton } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = { readonly title: string; readonly value: string; readonly children: ReactNode };

/** Something to be copied now, for nobody can look it up later. */
export const ShownOnce = ({ title, value, children }: Props) => (
  <Alert color="blue" variant="light" className="password-once" title={title}>
    <Code className="password-text">{value}</Code>
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button size="compact-sm" variant="default" onClick={copy}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
      )}
    </CopyButton>
    <p>{children}</p>
  </Alert>
);
