import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { canRecord, formOf, kMostVoiceSeconds, record } from './recorder'

class FakeRecorder {
  static isTypeSupported = (mime: string) => mime.startsWith('audio/webm')
  state = 'inactive'
  mimeType = 'audio/webm;codecs=opus'
  ondataavailable: ((event: { data: Blob }) => void) | null = null
  onstop: (() => void) | null = null
  start() {
    this.state = 'recording'
  }
  stop() {
    this.state = 'inactive'
    this.ondataavailable?.({ data: new Blob(['sound']) })
    this.onstop?.()
  }
}

describe('recorder', () => {
  const track = { stop: vi.fn() }
  let clock = 1_000
  beforeEach(() => {
    track.stop.mockClear()
    vi.stubGlobal('MediaRecorder', FakeRecorder)
    vi.stubGlobal('navigator', {
      mediaDevices: { getUserMedia: async () => ({ getTracks: () => [track] }) },
    })
  })
  afterEach(() => vi.unstubAllGlobals())

  it('makes a file with its length and gives the microphone back', async () => {
    expect(canRecord()).toBe(true)
    const recorder = await record(() => clock)
    clock += 3_400
    const made = await recorder.stop()
    expect(made?.seconds).toBe(3)
    expect(made?.file.name).toMatch(/\.webm$/)
    expect(made?.file.type).toBe('audio/webm')
    expect(made?.file.size).toBe(5)
    expect(track.stop).toHaveBeenCalledOnce()
  })

  it('keeps nothing of a slip of the finger, nor of what is given up', async () => {
    const short = await record(() => clock)
    clock += 400
    expect(await short.stop()).toBeNull()
    const other = await record(() => clock)
    await other.end()
    expect(track.stop).toHaveBeenCalledTimes(2)
  })

  it('ends at the most', async () => {
    const recorder = await record(() => clock)
    clock += 500_000
    expect(recorder.seconds).toBe(kMostVoiceSeconds)
  })

  it('takes the form that most players know', () => {
    expect(formOf(() => true).ending).toBe('m4a')
    expect(formOf((mime) => mime.includes('ogg')).ending).toBe('ogg')
    expect(formOf(() => false)).toEqual({ mime: '', ending: 'webm' })
  })
})
