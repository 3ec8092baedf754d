import type { SoundDevice } from './devices.ts';
import type { MicrophoneFault } from './phone.ts';

export type ListedDevices = {
  readonly inputs: readonly SoundDevice[];
  readonly outputs: readonly SoundDevice[];
};

/** What a page may ask the browser about microphones and loudspeakers. */
export interface SoundAccess {
  /** Names are told only once a microphone may be used. */
  list(): Promise<ListedDevices>;
  /** The microphone of this id if it is there, else the system's own. */
  open(id: string | undefined): Promise<MediaStream>;
  /** Plugs or permissions have changed. */
  onChange(listener: () => void): () => void;
}

/** Undefined where the browser gives a page no sound at all: it was not opened over TLS. */
export function browserSoundAccess(
  media: MediaDevices | undefined = navigator.mediaDevices,
  permissions: Permissions | undefined = navigator.permissions,
): SoundAccess | undefined {
  if (media === undefined) return undefined;
  return {
    list: async () => {
      const devices = await media.enumerateDevices();
      return { inputs: named(devices, 'audioinput'), outputs: named(devices, 'audiooutput') };
    },
    open: (id) =>
      media.getUserMedia({
        audio: {
          echoCancellation: true,
          noiseSuppression: true,
          autoGainControl: true,
          ...(id === undefined ? {} : { deviceId: { ideal: id } }),
        },
      }),
    onChange: (listener) => {
      media.addEventListener('devicechange', listener);
      const stop = onPermission(permissions, listener);
      return () => {
        media.removeEventListener('devicechange', listener);
        stop();
      };
    },
  };
}

/** Before anything is allowed a browser lists devices without ids: there is nothing to choose. */
const named = (
  devices: readonly MediaDeviceInfo[],
  kind: MediaDeviceKind,
): readonly SoundDevice[] =>
  devices
    .filter((device) => device.kind === kind && device.deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));

function onPermission(permissions: Permissions | undefined, listener: () => void): () => void {
  let status: PermissionStatus | undefined;
  let isOver = false;
  permissions?.query({ name: 'microphone' }).then(
    (found) => {
      if (isOver) return;
      status = found;
      status.addEventListener('change', listener);
    },
    // Some browsers know the microphone but not the question; there a person presses "Try again".
    () => undefined,
  );
  return () => {
    isOver = true;
    status?.removeEventListener('change', listener);
  };
}

/** The browser's many ways to say no, as what a person can do about them. */
export function microphoneFault(problem: unknown): MicrophoneFault {
  const name = problem instanceof Error || problem instanceof DOMException ? problem.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    default:
      return 'busy';
  }
}
