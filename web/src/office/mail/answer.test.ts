// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { escapeHtml, markedSubject, quoteOf, splitQuote, startOf } from './answer'

const kMail = {
  senderId: 2,
  senderName: 'Bob',
  senderAvatar: '/b.png',
  senderEmail: '2@im.com',
  addresses: [] as { address: string; copy: boolean }[],
  toIds: [1, 3],
  toNames: ['Ann', 'Cat'],
  ccIds: [4, 2],
  ccNames: ['Dan', 'Bob'],
  subject: 'Plan',
  folder: 'INBOX' as const,
  sendTime: '2026-01-31 12:00:00',
  receiveTime: '2026-01-31 12:00:00',
}
const ids = (people: readonly { id: number }[]) => people.map((each) => each.id)

describe('what an answer begins with', () => {
  it('goes to who wrote, and with "all" to everybody else once', () => {
    const one = startOf('reply', kMail as never, 1)
    expect(ids(one.to)).toEqual([2])
    expect(one.cc).toEqual([])
    expect(one.subject).toBe('Re: Plan')
    const all = startOf('all', kMail as never, 1)
    expect(ids(all.to)).toEqual([2])
    expect(ids(all.cc)).toEqual([3, 4])
  })
  it('goes to the same people again for one’s own mail', () => {
    const own = { ...kMail, senderId: 1, receiveTime: null, folder: 'SENT' as const }
    expect(ids(startOf('reply', own as never, 1).to)).toEqual([1, 3])
    expect(ids(startOf('all', own as never, 1).cc)).toEqual([4, 2])
  })
  it('goes to nobody yet when it is sent on', () => {
    const nobody = { to: [], cc: [], toOutside: [], ccOutside: [] }
    expect(startOf('forward', kMail as never, 1)).toEqual({ ...nobody, subject: 'Fwd: Plan' })
    expect(startOf('new', null, 1)).toEqual({ ...nobody, subject: '' })
  })
  it('goes to the address of who wrote from elsewhere, and to no user', () => {
    const far = { ...kMail, senderId: 0, senderEmail: 'eve@far.example' }
    far.addresses = [{ address: 'dan@far.example', copy: true }]
    expect(startOf('reply', far as never, 1)).toMatchObject({
      to: [],
      toOutside: ['eve@far.example'],
      ccOutside: [],
    })
    expect(startOf('all', far as never, 1).ccOutside).toEqual(['dan@far.example'])
    const own = { ...far, senderId: 1, receiveTime: null }
    own.addresses = [{ address: 'dan@far.example', copy: false }]
    expect(startOf('reply', own as never, 1).toOutside).toEqual(['dan@far.example'])
  })
  it('marks a subject once, and keeps it within its limit', () => {
    expect(markedSubject('Re:', 'RE: x')).toBe('RE: x')
    expect([
      ...startOf('reply', { ...kMail, subject: '题'.repeat(255) } as never, 1).subject,
    ]).toHaveLength(255)
  })
})

describe('a quote', () => {
  it('has its heading as text', () => {
    expect(escapeHtml('<b> & "x"')).toBe('&#60;b&#62; &#38; &#34;x&#34;')
    expect(quoteOf(['From: <Bob>'], '<p>hi</p>')).toBe(
      '<blockquote><p>From: &#60;Bob&#62;</p><p>hi</p></blockquote>',
    )
  })
  it('is what stands last', () => {
    const quote = '<blockquote><p>old</p></blockquote>'
    expect(splitQuote(`<p>new</p>${quote}`)).toEqual({ own: '<p>new</p>', quote })
    expect(splitQuote(`${quote}<p>after</p>`)).toEqual({ own: `${quote}<p>after</p>`, quote: '' })
    expect(splitQuote('')).toEqual({ own: '', quote: '' })
  })
})
