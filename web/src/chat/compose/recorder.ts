/** Records the microphone until `stop` or `cancel`, at most `kMostVoiceSeconds`. */

export const kMostVoiceSeconds = 60
/** What is shorter was a slip of the finger. */
const kLeastVoiceSeconds = 1

/** The first that the browser can make; players of all systems know the ones above. */
const kForms = [
  ['audio/mp4', 'm4a'],
  ['audio/webm;codecs=opus', 'webm'],
  ['audio/ogg;codecs=opus', 'ogg'],
] as const

export interface Recording {
  file: File
  seconds: number
}

/** Whether there is a microphone to ask for: browsers give none to pages over plain http. */
export function canRecord(): boolean {
  return (
    typeof MediaRecorder !== 'undefined' &&
    typeof navigator.mediaDevices?.getUserMedia === 'function'
  )
}

export function formOf(isSupported: (mime: string) => boolean): { mime: string; ending: string } {
  const [mime, ending] = kForms.find(([each]) => isSupported(each)) ?? ['', 'webm']
  return { mime, ending }
}

/** Throws what the browser says when the microphone may not be used. */
export async function record(now: () => number = Date.now): Promise<Recorder> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  return new Recorder(stream, now)
}

export class Recorder {
  private readonly recorder: MediaRecorder
  private readonly parts: Blob[] = []
  private readonly begun: number
  private readonly ended: Promise<void>
  private readonly ending: string

  constructor(
    private readonly stream: MediaStream,
    private readonly now: () => number,
  ) {
    const { mime, ending } = formOf((each) => MediaRecorder.isTypeSupported(each))
    this.ending = ending
    this.recorder = new MediaRecorder(stream, mime ? { mimeType: mime } : undefined)
    this.recorder.ondataavailable = (event) => this.parts.push(event.data)
    this.ended = new Promise((resolve) => (this.recorder.onstop = () => resolve()))
    this.recorder.start()
    this.begun = now()
  }

  /** So far, never more than the most. */
  get seconds(): number {
    return Math.min(kMostVoiceSeconds, (this.now() - this.begun) / 1000)
  }

  /** Null when it was too short to be meant. */
  async stop(): Promise<Recording | null> {
    const seconds = this.seconds
    await this.end()
    if (seconds < kLeastVoiceSeconds) return null
    // The parameters of the type say how it was made, which nobody reads.
    const mime = (this.recorder.mimeType || 'audio/webm').split(';')[0]!
    const file = new File(this.parts, `voice-${this.begun}.${this.ending}`, { type: mime })
    return { file, seconds: Math.round(seconds) }
  }

  /** Gives the microphone back and keeps nothing. */
  async end(): Promise<void> {
    if (this.recorder.state !== 'inactive') {
      this.recorder.stop()
      await this.ended
    }
    for (const track of this.stream.getTracks()) track.stop()
  }
}
