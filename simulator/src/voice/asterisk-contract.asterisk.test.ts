import { switchContract } from '@outpace/server/switch/switch-contract.ts';
import { VoiceRig } from './voice-rig.ts';

switchContract({
  name: 'a real Asterisk',
  open: () => VoiceRig.open(),
  hasThirdParties: true,
});
