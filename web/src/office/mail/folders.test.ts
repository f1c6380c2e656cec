import { describe, expect, it } from 'vitest'
import { actsOf, actsOfAll, homeOf, placeOf } from './folders'
import { keyOf } from './use_mail_keys'

const kTime = '2026-01-31 12:00:00'
const received = { folder: 'INBOX' as const, sendTime: kTime, receiveTime: kTime }
const sent = { ...received, folder: 'SENT' as const, receiveTime: null as unknown as string }
const draft = { ...sent, folder: 'DRAFTS' as const, sendTime: null as unknown as string }

describe('folders of mail', () => {
  it('brings what comes out of the trash to where it belongs', () => {
    const away = (mail: typeof received) => ({ ...mail, folder: 'TRASH' as const })
    expect(homeOf(away(received as never) as never)).toBe('INBOX')
    expect(homeOf(away(sent as never) as never)).toBe('SENT')
    expect(homeOf(away(draft as never) as never)).toBe('DRAFTS')
  })
  it('offers what the server allows', () => {
    expect(actsOf(received)).toMatchObject({ trash: true, spam: true, restore: false })
    expect(actsOf(sent)).toMatchObject({ trash: true, spam: false, remove: false })
    const trashed = { ...received, folder: 'TRASH' as const }
    expect(actsOf(trashed)).toMatchObject({ trash: false, restore: true, remove: true })
    expect(actsOfAll([received, trashed])).toMatchObject({ trash: false, restore: false })
    expect(actsOfAll([])).toMatchObject({ trash: false })
  })
  it('opens a draft where drafts are written', () => {
    expect(placeOf({ ...draft, id: 7 }, 'starred')).toBe('/office/mail/drafts/7')
    expect(placeOf({ ...received, id: 8 }, 'starred')).toBe('/office/mail/starred/8')
  })
  it('knows its keys, and nothing else', () => {
    expect(keyOf('j')).toBe('next')
    expect(keyOf('#')).toBe('trash')
    expect(keyOf('constructor')).toBe(null)
  })
})
