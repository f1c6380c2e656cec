import { shallowRef } from 'vue'

/** What this browser sends in a call: camera and microphone, or the screen in place of the camera. */

/** `replace` shows the others another picture. */
export function useOwnMedia(replace: (track: MediaStreamTrack | null) => Promise<unknown>) {
  const stream = shallowRef<MediaStream | null>(null)
  const muted = shallowRef(false)
  const cameraOff = shallowRef(false)
  const sharing = shallowRef(false)
  let screen: MediaStreamTrack | null = null

  /** False: they cannot be had, or `wanted` says that nobody waits for them any more. */
  async function open(video: boolean, wanted: () => boolean): Promise<boolean> {
    muted.value = cameraOff.value = sharing.value = false
    try {
      const opened = await navigator.mediaDevices.getUserMedia({ audio: true, video })
      if (!wanted()) {
        opened.getTracks().forEach((track) => track.stop())
        return false
      }
      stream.value = opened
      return true
    } catch {
      return false
    }
  }

  function close(): void {
    stream.value?.getTracks().forEach((track) => track.stop())
    screen?.stop()
    screen = null
    stream.value = null
  }

  function toggleMute(): void {
    muted.value = !muted.value
    stream.value?.getAudioTracks().forEach((track) => (track.enabled = !muted.value))
  }

  function toggleCamera(): void {
    cameraOff.value = !cameraOff.value
    stream.value?.getVideoTracks().forEach((track) => (track.enabled = !cameraOff.value))
  }

  /** The track that the others are to see. */
  const picture = () => screen ?? stream.value?.getVideoTracks()[0] ?? null

  async function toggleScreen(): Promise<void> {
    if (screen) return stopScreen()
    try {
      const shown = await navigator.mediaDevices.getDisplayMedia({ video: true })
      screen = shown.getVideoTracks()[0] ?? null
      if (!screen) return
      screen.onended = () => void stopScreen()
      await replace(screen)
      sharing.value = true
    } catch {
      // They chose nothing.
    }
  }

  async function stopScreen(): Promise<void> {
    screen?.stop()
    screen = null
    sharing.value = false
    await replace(picture())
  }

  return {
    stream,
    muted,
    cameraOff,
    sharing,
    picture,
    open,
    close,
    toggleMute,
    toggleCamera,
    toggleScreen,
  }
}
