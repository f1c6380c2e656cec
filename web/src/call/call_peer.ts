/** One connection between two browsers: offers, answers and candidates in their order. */

export type Quality = 'good' | 'fair' | 'poor'

/** What the other browser says, in the form that the wire carries. */
export type Signal =
  { kind: 'offer' | 'answer'; data: unknown } | { kind: 'candidate'; data: unknown }

/** A frame `webrtc_signal`; null for what browsers do not tell each other. */
export function signalOf(body: Record<string, unknown>): Signal | null {
  const kind = body.signalType
  if (kind !== 'offer' && kind !== 'answer' && kind !== 'candidate') return null
  return { kind, data: body.signalData }
}

interface Hooks {
  send(kind: Signal['kind'], data: unknown): void
  onRemote(stream: MediaStream): void
  /** The other shows a picture, or does so no more. */
  onPicture(shown: boolean): void
  onState(state: RTCPeerConnectionState): void
}

const kFairLoss = 0.02
const kPoorLoss = 0.08
const kFairSeconds = 0.25
const kPoorSeconds = 0.6

/** Clients of other dialects send text: a description is an SDP or JSON of one. */
function descriptionOf(kind: 'offer' | 'answer', data: unknown): RTCSessionDescriptionInit {
  const value = parsed(data)
  if (typeof value === 'string') return { type: kind, sdp: value }
  const sdp = (value as { sdp?: unknown } | null)?.sdp
  return { type: kind, sdp: typeof sdp === 'string' ? sdp : '' }
}

function candidateOf(data: unknown): RTCIceCandidateInit | null {
  const value = parsed(data)
  if (typeof value === 'string') return value ? { candidate: value, sdpMLineIndex: 0 } : null
  return value !== null && typeof value === 'object' ? (value as RTCIceCandidateInit) : null
}

function parsed(data: unknown): unknown {
  if (typeof data !== 'string' || !data.startsWith('{')) return data
  try {
    return JSON.parse(data) as unknown
  } catch {
    return data
  }
}

export class CallPeer {
  readonly #connection: RTCPeerConnection
  readonly #hooks: Hooks
  readonly #local: MediaStream
  readonly #remote = new MediaStream()
  #early: RTCIceCandidateInit[] = []
  /** Signals are handled one after the other. */
  #turn: Promise<void> = Promise.resolve()
  #lost = 0
  #received = 0

  /** `picture`: what is shown instead of the camera, as a screen. */
  constructor(
    iceServers: RTCIceServer[],
    local: MediaStream,
    hooks: Hooks,
    picture: MediaStreamTrack | null = local.getVideoTracks()[0] ?? null,
  ) {
    this.#hooks = hooks
    this.#local = local
    this.#connection = new RTCPeerConnection({ iceServers })
    for (const track of local.getAudioTracks()) this.#connection.addTrack(track, local)
    if (picture) this.#connection.addTrack(picture, local)
    this.#connection.onicecandidate = ({ candidate }) => {
      if (candidate) hooks.send('candidate', candidate.toJSON())
    }
    this.#connection.ontrack = ({ track }) => {
      this.#remote.addTrack(track)
      hooks.onRemote(this.#remote)
      if (track.kind !== 'video') return
      const tell = () => hooks.onPicture(!track.muted)
      track.onmute = track.onunmute = tell
      tell()
    }
    this.#connection.onconnectionstatechange = () => hooks.onState(this.#connection.connectionState)
  }

  async offer(iceRestart = false): Promise<void> {
    const offer = await this.#connection.createOffer({ iceRestart })
    await this.#connection.setLocalDescription(offer)
    this.#hooks.send('offer', { type: offer.type, sdp: offer.sdp })
  }

  /** Whether its offer waits for an answer. */
  get offering(): boolean {
    return this.#connection.signalingState === 'have-local-offer'
  }

  hear(signal: Signal): Promise<void> {
    this.#turn = this.#turn.then(() => this.#take(signal)).catch(() => undefined)
    return this.#turn
  }

  async #take(signal: Signal): Promise<void> {
    if (signal.kind === 'candidate') {
      const candidate = candidateOf(signal.data)
      if (!candidate) return
      if (!this.#connection.remoteDescription) this.#early.push(candidate)
      else await this.#connection.addIceCandidate(candidate)
      return
    }
    await this.#connection.setRemoteDescription(descriptionOf(signal.kind, signal.data))
    const early = this.#early
    this.#early = []
    for (const candidate of early) await this.#connection.addIceCandidate(candidate)
    if (signal.kind === 'answer') return
    const answer = await this.#connection.createAnswer()
    await this.#connection.setLocalDescription(answer)
    this.#hooks.send('answer', { type: answer.type, sdp: answer.sdp })
    // A picture of ours that the other did not know when it offered.
    if (this.#connection.getTransceivers().some((each) => each.mid === null)) await this.offer()
  }

  /**
   * Shows another picture to the other, as that of the screen, or none. Where there was none so
   * far, as in a voice call, both must agree on it first.
   */
  async replaceVideo(track: MediaStreamTrack | null): Promise<void> {
    const line = this.#connection
      .getTransceivers()
      .find((each) => each.receiver.track.kind === 'video')
    if (!line && !track) return
    if (line) await line.sender.replaceTrack(track)
    else this.#connection.addTrack(track!, this.#local)
    const shown = line?.direction.startsWith('send') ?? false
    if (line && shown === (track !== null)) return
    if (line) line.direction = track ? 'sendrecv' : 'recvonly'
    await this.offer()
  }

  /** Of what came in since the last call. */
  async quality(): Promise<Quality> {
    let lost = 0
    let received = 0
    let seconds = 0
    const report = await this.#connection.getStats()
    report.forEach((entry: Record<string, unknown>) => {
      if (entry.type === 'inbound-rtp') {
        lost += Number(entry.packetsLost) || 0
        received += Number(entry.packetsReceived) || 0
      } else if (entry.type === 'candidate-pair' && entry.nominated === true) {
        seconds = Number(entry.currentRoundTripTime) || 0
      }
    })
    const newlyLost = Math.max(0, lost - this.#lost)
    const share = newlyLost / Math.max(1, newlyLost + received - this.#received)
    this.#lost = lost
    this.#received = received
    if (share > kPoorLoss || seconds > kPoorSeconds) return 'poor'
    return share > kFairLoss || seconds > kFairSeconds ? 'fair' : 'good'
  }

  close(): void {
    this.#connection.onicecandidate = null
    this.#connection.ontrack = null
    this.#connection.onconnectionstatechange = null
    this.#connection.close()
  }
}
