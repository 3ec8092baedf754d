import { type RecordingFiles, type RecordingStream, SwitchFault } from '../ports.ts';

/** The recordings of a switch, in memory. */
export class FakeRecordings implements RecordingFiles {
  readonly files = new Map<string, string>();
  isUp = true;
  /** Streams that were ended before they were read to their end. */
  cancelled = 0;

  async open(file: string): Promise<RecordingStream | undefined> {
    if (!this.isUp) throw new SwitchFault('the switch is away');
    const sound = this.files.get(file);
    if (sound === undefined) return undefined;
    const bytes = new TextEncoder().encode(sound);
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(bytes);
        controller.close();
      },
      cancel: () => {
        this.cancelled += 1;
      },
    });
    return { mediaType: 'audio/wav', bytes: bytes.length, stream };
  }

  async remove(file: string): Promise<void> {
    this.files.delete(file);
  }
}
