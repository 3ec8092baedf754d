/** A microphone or a loudspeaker as the browser names it. */
export type SoundDevice = { readonly id: string; readonly label: string };

export type Picked = {
  /** What to use; undefined: there is none at all. */
  readonly device: SoundDevice | undefined;
  /** What was chosen and is not there. */
  readonly missing: SoundDevice | undefined;
};

/**
 * The device that was chosen, if it is there, else the one that the system prefers. Ids change
 * when a browser forgets a page, so a name that is known counts as well.
 */
export function pick(devices: readonly SoundDevice[], wanted: SoundDevice | undefined): Picked {
  const preferred = devices.find(({ id }) => id === 'default') ?? devices[0];
  if (wanted === undefined) return { device: preferred, missing: undefined };
  const found =
    devices.find(({ id }) => id === wanted.id) ??
    devices.find(({ label }) => label !== '' && label === wanted.label);
  if (found !== undefined) return { device: found, missing: undefined };
  return { device: preferred, missing: wanted };
}

export type PickChange =
  | { readonly what: 'unplugged'; readonly label: string; readonly instead: string | undefined }
  | { readonly what: 'back'; readonly label: string };

/** What to tell a person when plugs have changed; undefined: nothing that they would notice. */
export function pickChange(before: Picked, now: Picked): PickChange | undefined {
  if (before.device === undefined && now.device !== undefined) {
    return { what: 'back', label: now.device.label };
  }
  if (before.missing !== undefined && now.missing === undefined && now.device !== undefined) {
    return { what: 'back', label: now.device.label };
  }
  if (before.device === undefined || before.device.label === now.device?.label) return undefined;
  return { what: 'unplugged', label: before.device.label, instead: now.device?.label };
}
