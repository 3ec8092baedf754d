/** The first version that takes requests over the websocket and tells SIP codes with the end. */
const OLDEST = { major: 22, minor: 5 };

/** Why this Asterisk cannot be used, in a sentence; undefined when it can. */
export function versionProblem(version: string): string | undefined {
  const found = /(\d+)\.(\d+)/.exec(version);
  const oldest = `${OLDEST.major}.${OLDEST.minor}`;
  if (found === null) {
    return `Asterisk ${version} does not say its version: ${oldest} or newer is needed`;
  }
  const [major, minor] = [Number(found[1]), Number(found[2])];
  const isNewer = major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
  if (isNewer) return undefined;
  return `Asterisk ${version} is too old: ${oldest} or newer is needed`;
}
