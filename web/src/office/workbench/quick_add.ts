import { addDays, dayOf } from './days'

/**
 * What somebody typed into the field of the todo list: `明天 交报告`, `tomorrow report`,
 * `report by friday!`. A day at the beginning or the end is when it is due, an exclamation mark at
 * the end makes it pressing; the rest is the title. Days are those of the reader's clock.
 */
export interface Quick {
  title: string
  /** `yyyy-MM-dd`, or null. */
  dueDate: string | null
  urgent: boolean
}

/** The day that a phrase means, or null for one that there is not, such as 2月30日. */
type Reader = (found: string[], today: Date) => Date | null

const kWeekdays = '日一二三四五六'
const kEnglishDays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const kMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const kMonth =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const kWeekday =
  '(sunday|monday|tuesday|wednesday|thursday|friday|saturday|mon|tues?|thu(?:rs?)?|fri)'
const kNumber = '(\\d{1,3}|[一二两三四五六七八九十])'

function numberOf(text: string): number {
  const place = '零一二三四五六七八九十'.indexOf(text.replace('两', '二'))
  return place > 0 ? place : Number(text)
}

function dateOf(year: number, month: number, day: number): Date | null {
  const date = new Date(year, month - 1, day)
  return date.getMonth() === month - 1 && date.getDate() === day ? date : null
}

/** The next one of these, today included. */
function nextDate(month: number, day: number, today: Date): Date | null {
  const here = dateOf(today.getFullYear(), month, day)
  return here && here >= today ? here : dateOf(today.getFullYear() + 1, month, day)
}

/** Weeks begin on Monday. `week` 0 is this one, 1 the next; null the coming day of that name. */
function weekday(name: number, week: number | null, today: Date): Date {
  if (week === null) return addDays(today, (name - today.getDay() + 7) % 7)
  return addDays(today, ((name + 6) % 7) - ((today.getDay() + 6) % 7) + 7 * week)
}

function chineseWeekday(text: string): number {
  return text === '天' ? 0 : kWeekdays.indexOf(text)
}
function englishWeekday(text: string): number {
  return kEnglishDays.findIndex((each) => each.startsWith(text.slice(0, 3)))
}
function monthDay(day: number, today: Date): Date | null {
  const here = dateOf(today.getFullYear(), today.getMonth() + 1, day)
  if (here && here >= today) return here
  const next = new Date(today.getFullYear(), today.getMonth() + 1, day)
  return next.getDate() === day ? next : null
}

/** Chinese needs no blank behind the phrase. */
const kChinese: [string, Reader][] = [
  ['今天|今晚', (_, today) => today],
  ['大后天', (_, today) => addDays(today, 3)],
  ['明天|明早|明晚', (_, today) => addDays(today, 1)],
  ['后天', (_, today) => addDays(today, 2)],
  [
    `(?:(下下|下|这|本)个?)?(?:周|星期|礼拜)([一二三四五六日天])`,
    ([week, name], today) =>
      weekday(chineseWeekday(name!), week ? { 下下: 2, 下: 1, 这: 0, 本: 0 }[week]! : null, today),
  ],
  ['下个?周末', (_, today) => weekday(6, 1, today)],
  ['(?:这个?|本)?周末', (_, today) => (today.getDay() === 0 ? today : weekday(6, null, today))],
  ['下个?(?:周|星期)(?![一二三四五六日天末])', (_, today) => weekday(1, 1, today)],
  [
    '下个?月(\\d{1,2})[号日]',
    ([day], today) => {
      const first = new Date(today.getFullYear(), today.getMonth() + 1, 1)
      return dateOf(first.getFullYear(), first.getMonth() + 1, Number(day))
    },
  ],
  ['(?:本|这个)?月底', (_, today) => new Date(today.getFullYear(), today.getMonth() + 1, 0)],
  ['年底', (_, today) => new Date(today.getFullYear(), 11, 31)],
  [
    '(\\d{4})年(\\d{1,2})月(\\d{1,2})[日号]',
    ([year, month, day]) => dateOf(Number(year), Number(month), Number(day)),
  ],
  [
    '(\\d{1,2})月(\\d{1,2})[日号]',
    ([month, day], today) => nextDate(Number(month), Number(day), today),
  ],
  [`${kNumber}天[后内]`, ([count], today) => addDays(today, numberOf(count!))],
  [
    `${kNumber}(?:周|个?星期|个?礼拜)[后内]`,
    ([count], today) => addDays(today, 7 * numberOf(count!)),
  ],
]

/** These need a blank or a mark beside them: 3号楼 is a house, 今日头条 a firm. */
const kApart: [string, Reader][] = [
  ['今日', (_, today) => today],
  ['明日', (_, today) => addDays(today, 1)],
  ['(\\d{1,2})[号日]', ([day], today) => monthDay(Number(day), today)],
  [
    '(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})',
    ([year, month, day]) => dateOf(Number(year), Number(month), Number(day)),
  ],
  ['today|tonight', (_, today) => today],
  ['(?:the )?day after tomorrow', (_, today) => addDays(today, 2)],
  ['tomorrow|tmrw?', (_, today) => addDays(today, 1)],
  [
    `(?:(next|this) )?${kWeekday}`,
    ([week, name], today) =>
      weekday(englishWeekday(name!), week ? Number(week === 'next') : null, today),
  ],
  ['next week', (_, today) => weekday(1, 1, today)],
  [
    '(?:the )?end of (?:the )?month',
    (_, today) => new Date(today.getFullYear(), today.getMonth() + 1, 0),
  ],
  ['in (\\d{1,3}) days?', ([count], today) => addDays(today, Number(count))],
  ['in (?:a|1) week', (_, today) => addDays(today, 7)],
  ['in (\\d{1,2}) weeks', ([count], today) => addDays(today, 7 * Number(count))],
  [
    `${kMonth}\\.? (\\d{1,2})(?:st|nd|rd|th)?`,
    ([month, day], today) => nextDate(kMonths.indexOf(month!.slice(0, 3)) + 1, Number(day), today),
  ],
  [
    `(\\d{1,2})(?:st|nd|rd|th)? ${kMonth}`,
    ([day, month], today) => nextDate(kMonths.indexOf(month!.slice(0, 3)) + 1, Number(day), today),
  ],
]

const kBefore = '(?:(?:by|on|due|before|until) )?'
const kAfter = '(?:之前|以前|前)?'
const kMarks = '[\\s,，、:：]'

const kRules: { pattern: RegExp; read: Reader }[] = [
  ...kChinese.flatMap(([phrase, read]) => [
    { pattern: new RegExp(`^(?:${phrase})${kAfter}${kMarks}*`), read },
    { pattern: new RegExp(`${kMarks}*(?:${phrase})${kAfter}$`), read },
  ]),
  ...kApart.flatMap(([phrase, read]) => [
    { pattern: new RegExp(`^${kBefore}(?:${phrase})${kAfter}${kMarks}+`, 'i'), read },
    { pattern: new RegExp(`${kMarks}+${kBefore}(?:${phrase})${kAfter}$`, 'i'), read },
  ]),
]

export function readQuick(text: string, now: number): Quick {
  const said = text.trim().replace(/\s+/g, ' ')
  const urgent = /[!！]$/.test(said)
  const plain = said.replace(/\s*[!！]+$/, '')
  const today = new Date(now)
  today.setHours(0, 0, 0, 0)
  for (const { pattern, read } of kRules) {
    const found = pattern.exec(plain)
    if (!found) continue
    const title = plain.slice(0, found.index) + plain.slice(found.index + found[0].length)
    const day = read(
      found.slice(1).map((each) => each?.toLowerCase()),
      today,
    )
    if (title.trim() && day) return { title: title.trim(), dueDate: dayOf(day), urgent }
  }
  return { title: plain || said, dueDate: null, urgent: urgent && plain !== '' }
}
