import { KeypadKeys } from './actions/keypad-keys.tsx';
import { RecallMenu } from './actions/recall-menu.tsx';
import { ChangeCallback } from './callbacks/change-callback.tsx';
import { RescheduleForm } from './callbacks/reschedule-form.tsx';
import { Contact } from './contact/contact.tsx';
import { History } from './contact/history.tsx';
import { Legend } from './keys/legend.tsx';
import { OutcomePickers } from './outcome/outcome-pickers.tsx';
import { AudioSwitch } from './phone/audio-switch.tsx';
import { PhonePanel } from './phone/phone-panel.tsx';
import { SoundCheck } from './phone/sound-check.tsx';
import { Library } from './responses/library.tsx';
import { TargetChooser } from './team/target-chooser.tsx';
import { TeamCommunicator } from './team/team-communicator.tsx';
import { ThirdPartyPanel } from './third-party/third-party-panel.tsx';

/** What an agent does not need at once; late.ts fetches it in one go. */
export const lateParts = {
  KeypadKeys,
  RecallMenu,
  ChangeCallback,
  RescheduleForm,
  Contact,
  History,
  Legend,
  OutcomePickers,
  AudioSwitch,
  PhonePanel,
  SoundCheck,
  Library,
  TargetChooser,
  TeamCommunicator,
  ThirdPartyPanel,
} as const;
