import { shallowRef } from 'vue'

/** One recording at a time: starting one stops the other. */
const nowPlaying = shallowRef<HTMLMediaElement | null>(null)

export function started(element: HTMLMediaElement): void {
  if (nowPlaying.value && nowPlaying.value !== element) nowPlaying.value.pause()
  nowPlaying.value = element
}
