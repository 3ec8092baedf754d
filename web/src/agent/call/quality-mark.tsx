import { Tooltip } from '@mantine/core';
import { IconAntennaBars2, IconAntennaBars3, IconAntennaBars5 } from '@tabler/icons-react';
import type { Phone } from '../../phone/phone.ts';
import { usePhoneState } from '../phone/use-phone.tsx';
import { qualityWords } from './quality-words.ts';

const ICONS = { good: IconAntennaBars5, fair: IconAntennaBars3, poor: IconAntennaBars2 } as const;

/** How the call sounds in these seconds, with the figures behind it. */
export function QualityMark({ phone }: { readonly phone: Phone }) {
  const { quality } = usePhoneState(phone);
  if (quality === undefined) return null;
  const { grade, word, figures } = qualityWords(quality);
  const Icon = ICONS[grade];
  return (
    <Tooltip label={figures}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its figures are in a tooltip. */}
      <span className="quality-mark" data-grade={grade} tabIndex={0}>
        <Icon size={15} aria-hidden />
        {word}
        <span className="unseen"> ({figures})</span>
      </span>
    </Tooltip>
  );
}
