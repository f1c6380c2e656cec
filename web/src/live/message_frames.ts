import type { Frame } from '@/api/types'
import { i18n } from '@/i18n'
import { idOf } from '@/api/wire'
import type { useAlerts } from '@/alert/alerts'
import type { useMessages } from '@/message/messages'
import type { usePins } from '@/message/pins'

/** Frames that change messages already sent (ruoyi 22.3, 22.4): what the live store hands on. */

type Body = Record<string, unknown>
type Handler = (frame: Frame, body: Body) => void

export function messageFrames(
  messages: ReturnType<typeof useMessages>,
  alerts: ReturnType<typeof useAlerts>,
  pins: ReturnType<typeof usePins>,
): Record<string, Handler> {
  return {
    message_recalled(_, body) {
      alerts.withdraw(idOf(body.conversationId), idOf(body.messageId))
      const placeholder = i18n.global.t('msg.recalledQuote')
      messages.recalled(idOf(body.conversationId), idOf(body.messageId), placeholder)
      pins.changed(idOf(body.conversationId), idOf(body.messageId))
    },
    message_edited(_, body) {
      if (typeof body.content !== 'string') return
      const part = { isEdited: true, content: body.content }
      messages.change(idOf(body.conversationId), idOf(body.messageId), part)
      pins.changed(idOf(body.conversationId), idOf(body.messageId))
    },
    message_deleted(_, body) {
      const ids = Array.isArray(body.messageIds) ? body.messageIds.map(idOf) : []
      messages.deleted(idOf(body.conversationId), [idOf(body.messageId), ...ids])
    },
    reaction(frame, body) {
      if (typeof body.emoji !== 'string') return
      messages.reacted(
        idOf(body.conversationId),
        idOf(body.messageId),
        idOf(body.userId),
        body.emoji,
        frame.action !== 'remove',
      )
    },
    read_receipt(_, body) {
      const ids = Array.isArray(body.messageIds) ? body.messageIds.map(idOf) : []
      const upTo = Math.max(idOf(body.lastReadMessageId), 0, ...ids)
      if (upTo > 0) messages.readReceipt(idOf(body.conversationId), idOf(body.userId), upTo, ids)
    },
    mention(_, body) {
      messages.mentioned(idOf(body.conversationId), idOf(body.messageId))
    },
  }
}
