/** Why single sign-on let nobody in, as the address of the sign-in page says it. */
const SENTENCES: Readonly<Record<string, string>> = {
  SSO_UNAVAILABLE: 'Single sign-on does not answer. Try again in a moment.',
  SSO_FAILED: 'The sign-in was not completed. Try again.',
  SSO_REFUSED: 'You are not let in here. Ask your administrator.',
};

/** The sentence for `?refused=CODE`; undefined: nothing was refused. */
export function refusedSentence(search: string): string | undefined {
  const code = new URLSearchParams(search).get('refused');
  // Only sentences of our own: anybody can make an address.
  return code !== null && Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
}
