import type { SoundElement } from './loudspeaker.ts';

/** An audio element without sound, for tests. */
export class FakeSoundElement implements SoundElement {
  srcObject: MediaProvider | null = null;
  volume = 1;
  sinkId = '';
  isForbidden = false;
  readonly setSinkId?: (id: string) => Promise<void>;

  constructor(canChoose = true) {
    if (canChoose) {
      this.setSinkId = async (id) => {
        this.sinkId = id;
      };
    }
  }

  async play(): Promise<void> {
    if (this.isForbidden) throw new DOMException('', 'NotAllowedError');
  }
}
