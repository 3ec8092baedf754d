// Fetched as one file by late.ts: what an agent does not need at once.
export { KeypadKeys } from './actions/keypad-keys.tsx';
export { RecallMenu } from './actions/recall-menu.tsx';
export { ChangeCallback } from './callbacks/change-callback.tsx';
export { RescheduleForm } from './callbacks/reschedule-form.tsx';
export { Contact } from './contact/contact.tsx';
export { History } from './contact/history.tsx';
export { Legend } from './keys/legend.tsx';
export { OutcomePickers } from './outcome/outcome-pickers.tsx';
export { AudioSwitch } from './phone/audio-switch.tsx';
export { PhonePanel } from './phone/phone-panel.tsx';
export { SoundCheck } from './phone/sound-check.tsx';
export { Library } from './responses/library.tsx';
export { TargetChooser } from './team/target-chooser.tsx';
export { TeamCommunicator } from './team/team-communicator.tsx';
export { ThirdPartyPanel } from './third-party/third-party-panel.tsx';
