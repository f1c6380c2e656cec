import { defineStore } from 'pinia'
import type { Message } from '@/api/types'
import { i18n } from '@/i18n'
import { closeNotices, showNotice } from './desktop_notice'
import { isMissed, previewOf } from '@/message/preview'
import { useConversations } from '@/message/conversations'
import { useSettings } from '@/session/settings'
import { useTabs } from './tabs'

/** Sounds and desktop notifications, made by one tab of the account. */

const kSoundEveryMs = 3_000
const kSoundSeconds = 0.18
const kSoundHz = [740, 988]
const kRingHz = [659, 784, 659, 784]
const kSoundVolume = 0.06

/** Over plain HTTP browsers refuse without asking: nobody could allow it there. */
export function desktopState(): NotificationPermission | 'missing' | 'insecure' {
  if (!window.isSecureContext) return 'insecure'
  return 'Notification' in window ? Notification.permission : 'missing'
}

export const useAlerts = defineStore('alerts', () => {
  const conversations = useConversations()
  const settings = useSettings()
  const tabs = useTabs()
  let audio: AudioContext | null = null
  let lastSound = 0
  let running = false
  let open: (conversationId: number) => void = () => undefined

  /** A browser lets a page make sounds only after somebody has used it. */
  function unlock(): void {
    if (!('AudioContext' in window)) return
    audio ??= new AudioContext()
    void audio.resume().catch(() => undefined)
  }

  /** `show` brings a conversation up when its notification is clicked. */
  function start(show: (conversationId: number) => void): void {
    running = true
    open = show
    navigator.serviceWorker?.addEventListener('message', fromWorker)
    window.addEventListener('pointerdown', unlock, { once: true })
    window.addEventListener('keydown', unlock, { once: true })
  }

  /** A notification was clicked. */
  function fromWorker({ data }: MessageEvent): void {
    const id = (data as { openConversation?: unknown } | null)?.openConversation
    if (typeof id === 'number') open(id)
  }

  /** The browser asks only here, on a click. */
  async function askDesktop(on: boolean): Promise<void> {
    settings.values.hinted = true
    settings.values.desktop = on
    if (!on) return
    if (desktopState() === 'default') await Notification.requestPermission()
    if (desktopState() !== 'granted') settings.values.desktop = false
  }

  /** A message of somebody else arrived over the socket; with `inCall` it makes no sound. */
  function message(message: Message, mentionsMe: boolean, inCall: boolean): void {
    if (!running || !tabs.isLeader || message.isSelf) return
    // Of the server's lines only a missed call is news for somebody.
    if (message.messageType === 'SYSTEM' && !isMissed(message.callRecord, false)) return
    const row = conversations.byId.get(message.conversationId)
    if (row?.muted && !mentionsMe) return
    if (tabs.isWatched(message.conversationId)) return
    if (settings.values.sound && !inCall) beep()
    if (settings.values.desktop && desktopState() === 'granted') notify(message)
  }

  function notify(message: Message): void {
    const { t } = i18n.global
    const row = conversations.byId.get(message.conversationId)
    const sender = message.senderName || row?.name || ''
    const text = previewOf(message, message.isSelf, t)
    const isGroup = row?.type === 'GROUP'
    const body = !settings.values.preview
      ? t('alert.message')
      : isGroup
        ? `${sender}: ${text}`
        : text
    const { conversationId, id: messageId } = message
    const title = isGroup ? (row?.name ?? '') : sender
    // A browser that refuses after all misses a notification, nothing else.
    const click = () => open(conversationId)
    showNotice({ conversationId, messageId, title, body }, click).catch(() => undefined)
  }

  /** Recalled, or read elsewhere: the notification of it goes away. */
  function withdraw(conversationId: number, messageId: number | null = null): void {
    if (settings.values.desktop) closeNotices(conversationId, messageId).catch(() => undefined)
  }

  function beep(): void {
    const now = Date.now()
    if (now - lastSound < kSoundEveryMs) return
    lastSound = now
    chime(kSoundHz)
  }

  /** Somebody calls; said again while they do. */
  function ring(): void {
    if (running && settings.values.sound) chime(kRingHz)
  }

  function chime(notes: readonly number[]): void {
    if (audio?.state !== 'running') return
    const at = audio.currentTime
    notes.forEach((hz, i) => {
      if (!audio) return
      const tone = audio.createOscillator()
      const volume = audio.createGain()
      const from = at + i * kSoundSeconds * 0.6
      tone.frequency.value = hz
      volume.gain.setValueAtTime(kSoundVolume, from)
      volume.gain.exponentialRampToValueAtTime(0.0001, from + kSoundSeconds)
      tone.connect(volume).connect(audio.destination)
      tone.start(from)
      tone.stop(from + kSoundSeconds)
    })
  }

  function stop(): void {
    running = false
    window.removeEventListener('pointerdown', unlock)
    window.removeEventListener('keydown', unlock)
    navigator.serviceWorker?.removeEventListener('message', fromWorker)
    closeNotices().catch(() => undefined)
  }

  return { start, stop, askDesktop, message, withdraw, ring }
})
