import type { PhoneChoice } from '@outpace/engine/agents/agent-phone.ts';
import type { SoundDevice } from './devices.ts';

/*
 * The doors through which what this browser remembers comes back. It may have been written by an
 * older page, or by anybody: what does not fit is forgotten.
 */

export type RememberedSound = {
  readonly input: SoundDevice | undefined;
  readonly output: SoundDevice | undefined;
  /** 0..1. */
  readonly volume: number;
};

type Loose = { readonly [key: string]: unknown };

export function parseRememberedSound(text: string | null): RememberedSound {
  const { input, output, volume } = looseFrom(text);
  const isShare = typeof volume === 'number' && volume >= 0 && volume <= 1;
  return { input: deviceFrom(input), output: deviceFrom(output), volume: isShare ? volume : 1 };
}

export function parsePhoneChoice(text: string | null): PhoneChoice | undefined {
  const { kind, address } = looseFrom(text);
  if (kind === 'browser') return { kind };
  return kind === 'desk' && typeof address === 'string' ? { kind, address } : undefined;
}

function deviceFrom(value: unknown): SoundDevice | undefined {
  const { id, label } = looseOf(value);
  return typeof id === 'string' && typeof label === 'string' ? { id, label } : undefined;
}

function looseFrom(text: string | null): Loose {
  try {
    return looseOf(JSON.parse(text ?? 'null'));
  } catch {
    // Not even JSON: as good as nothing.
    return {};
  }
}

const looseOf = (value: unknown): Loose =>
  typeof value === 'object' && value !== null ? (value as Loose) : {};
