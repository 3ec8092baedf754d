/** What begins a rule's name and is read as letters: countries and their parts. */
const LETTERS = /^(us|uk|eu|de|fr)( [a-z]{2}(?= ))?/;

/** `us-fl-hours` as a person reads it: `US FL hours`. */
export function ruleWords(rule: string): string {
  const words = rule.replaceAll('-', ' ');
  const named = words.replace(LETTERS, (letters) => letters.toUpperCase());
  return named.charAt(0).toUpperCase() + named.slice(1);
}

/** Where the data of a rule are kept, as the engine says it of those that no law has. */
const OWN_VERSIONS: Readonly<Record<string, string>> = {
  chain: 'the calling list',
  site: 'the site',
  campaign: 'the campaign',
  record: 'the record',
};

/** What a rule was asked with: a version of a law, or a thing of one’s own. */
export const versionWords = (version: string): string =>
  OWN_VERSIONS[version] ?? `law as of ${version}`;
