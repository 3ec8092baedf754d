import {
  IconAlertTriangle,
  IconHeadset,
  IconLoader2,
  IconPhone,
  IconPhoneCall,
} from '@tabler/icons-react';
import type { PhoneWords } from './phone-words.ts';

type Props = { readonly words: PhoneWords; readonly isDesk: boolean };

/** Icon, word and colour of the phone: never colour alone. */
export function PhoneMark({ words: { mark, word }, isDesk }: Props) {
  const Icon = iconOf(mark, isDesk);
  return (
    <span className="phone-mark" data-mark={mark}>
      <Icon size={15} stroke={2} aria-hidden />
      {word}
    </span>
  );
}

function iconOf(mark: PhoneWords['mark'], isDesk: boolean) {
  switch (mark) {
    case 'ready':
      return isDesk ? IconPhone : IconHeadset;
    case 'up':
      return IconPhoneCall;
    case 'connecting':
      return IconLoader2;
    case 'trouble':
      return IconAlertTriangle;
  }
}
