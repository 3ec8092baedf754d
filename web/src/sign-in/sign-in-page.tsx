import './sign-in.css';
import { Button, PasswordInput, Skeleton, TextInput } from '@mantine/core';
import type { Me, Role, SignInOffer } from '@outpace/protocol/sign-in.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { HOME_OF, meQuery } from '../api/me.ts';
import { ErrorLine } from '../ui/error-line.tsx';
import { Floats } from '../ui/floats.tsx';
import { ProductName } from '../ui/mark.tsx';
import { SchemeSwitch } from '../ui/scheme-switch.tsx';
import { DemoDoors } from './demo-doors.tsx';
import { refusedSentence } from './refused-sign-in.ts';

/** How somebody asks to come in: with a password, or through one of the demo's doors. */
type Attempt = { readonly name: string; readonly password: string } | { readonly as: Role };

function useSignIn() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (attempt: Attempt) =>
      api.post<Me>('as' in attempt ? '/api/demo-sign-in' : '/api/sign-in', attempt),
    onSuccess: async (me) => {
      queries.setQueryData(meQuery.queryKey, me);
      await navigate({ to: HOME_OF[me.role] });
    },
  });
}

export function SignInPage() {
  const offer = useQuery({
    queryKey: ['sign-in'],
    queryFn: () => api.get<SignInOffer>('/api/sign-in'),
  });
  const signIn = useSignIn();
  return (
    <main className="sign-in">
      <div className="sign-in-corner">
        <SchemeSwitch />
      </div>
      <div className="sign-in-card">
        <ProductName />
        <h1 className="sign-in-title">
          {offer.data === undefined ? <Skeleton height={26} width={180} /> : offer.data.siteName}
        </h1>
        {offer.data?.demo === true ? (
          <DemoDoors busy={signIn.isPending} onEnter={(role) => signIn.mutate({ as: role })} />
        ) : null}
        <PasswordForm busy={signIn.isPending} onSend={signIn.mutate} />
        <SingleSignOn label={offer.data?.singleSignOn ?? null} />
        <ErrorLine problem={signIn.error ?? offer.error ?? refusedSentence(location.search)} />
      </div>
      <Floats />
    </main>
  );
}

/** Leaves the page; the provider sends the browser back. */
function SingleSignOn({ label }: { readonly label: string | null }) {
  if (label === null) return null;
  return (
    <Button component="a" href="/api/sign-in/oidc" variant="default" size="md" fullWidth>
      {label}
    </Button>
  );
}

type FormProps = {
  readonly busy: boolean;
  readonly onSend: (attempt: Attempt) => void;
};

function PasswordForm({ busy, onSend }: FormProps) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  return (
    <form
      className="sign-in-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend({ name, password });
      }}
    >
      <TextInput
        label="Name"
        autoComplete="username"
        required
        withAsterisk={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        label="Password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" size="md" loading={busy} fullWidth>
        Sign in
      </Button>
    </form>
  );
}
