import { ShownOnce } from './shown-once.tsx';

/** What deliveries are signed with, the only time that it is seen. */
export const WebhookSecretOnce = ({ secret }: { readonly secret: string }) => (
  <ShownOnce title="The secret" value={secret}>
    Shown only now: give it to the program, which checks by it that a delivery is from here. Nobody
    can look it up later.
  </ShownOnce>
);
