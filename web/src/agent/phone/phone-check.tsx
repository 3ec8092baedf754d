import type { AgentPhone } from '@outpace/engine/agents/agent-phone.ts';
import type { Phone } from '../../phone/phone.ts';
import { later } from '../../ui/late/later.tsx';
import { late } from '../late.ts';
import { PhoneMark } from './phone-mark.tsx';
import { phoneWords } from './phone-words.ts';
import { usePhoneState } from './use-phone.tsx';

const SoundCheck = later(late, (file) => file.SoundCheck);

type Props = {
  readonly known: AgentPhone;
  readonly phone: Phone;
  /** With devices, level and tone; otherwise only what is wrong, if anything. */
  readonly isWhole: boolean;
};

/** Before the first call: can the agent be called, heard, and hear? */
export function PhoneCheck({ known, phone, isWhole }: Props) {
  const state = usePhoneState(phone);
  if (known.kind === 'none') return null;
  const words = phoneWords(known, state);
  const isWell = words.mark === 'ready' || words.mark === 'up';
  if (!isWhole && isWell) return null;
  return (
    <section className="phone-check" aria-label="Phone check">
      <div role="status" className="phone-state">
        <PhoneMark words={words} isDesk={known.kind === 'desk'} />
        <p>{words.sentence}</p>
      </div>
      {phone.sound === undefined ? null : <SoundCheck sound={phone.sound} state={state} />}
    </section>
  );
}
