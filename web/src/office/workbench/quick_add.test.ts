import { describe, expect, it } from 'vitest'
import { readQuick } from './quick_add'

// A Sunday: the week of Monday 16 November ends with it.
const kNow = new Date(2026, 10, 22, 15, 30).getTime()
const dayIn = (text: string, now = kNow) => readQuick(text, now).dueDate

describe('the field of the todo list', () => {
  it('takes a day from the beginning or the end, with or without a blank', () => {
    const report = { title: '交报告', dueDate: '2026-11-23', urgent: false }
    expect(readQuick('明天 交报告', kNow)).toEqual(report)
    expect(readQuick('明天交报告', kNow)).toEqual(report)
    expect(readQuick('  交报告，明天 ', kNow)).toEqual(report)
    expect(readQuick('tomorrow report', kNow)).toEqual({ ...report, title: 'report' })
    expect(readQuick('Report tomorrow', kNow)).toEqual({ ...report, title: 'Report' })
    expect(readQuick('Report by tomorrow!', kNow)).toEqual({
      title: 'Report',
      dueDate: '2026-11-23',
      urgent: true,
    })
  })

  it.each([
    ['今天 买票', '2026-11-22'],
    ['后天 买票', '2026-11-24'],
    ['大后天 买票', '2026-11-25'],
    ['3天后 买票', '2026-11-25'],
    ['两周后 买票', '2026-12-06'],
    ['周五前 买票', '2026-11-27'],
    ['周日 买票', '2026-11-22'],
    ['星期天 买票', '2026-11-22'],
    ['本周五 买票', '2026-11-20'],
    ['下周一买票', '2026-11-23'],
    ['下下周一 买票', '2026-11-30'],
    ['下周 买票', '2026-11-23'],
    ['周末 买票', '2026-11-22'],
    ['下周末 买票', '2026-11-28'],
    ['月底买票', '2026-11-30'],
    ['年底 买票', '2026-12-31'],
    ['12月5日买票', '2026-12-05'],
    ['11月20日 买票', '2027-11-20'],
    ['2027年1月3日 买票', '2027-01-03'],
    ['25号 买票', '2026-11-25'],
    ['5号 买票', '2026-12-05'],
    ['下个月5号 买票', '2026-12-05'],
    ['买票 2026-12-24', '2026-12-24'],
  ])('understands %s', (text, day) => {
    expect(readQuick(text, kNow)).toEqual({ title: '买票', dueDate: day, urgent: false })
  })

  it.each([
    ['today buy tickets', '2026-11-22'],
    ['buy tickets the day after tomorrow', '2026-11-24'],
    ['buy tickets on Friday', '2026-11-27'],
    ['buy tickets next friday', '2026-11-27'],
    ['this friday: buy tickets', '2026-11-20'],
    ['buy tickets in 3 days', '2026-11-25'],
    ['buy tickets in 2 weeks', '2026-12-06'],
    ['buy tickets next week', '2026-11-23'],
    ['buy tickets by June 30', '2027-06-30'],
    ['5th dec buy tickets', '2026-12-05'],
    ['buy tickets by the end of the month', '2026-11-30'],
  ])('understands %s', (text, day) => {
    expect(readQuick(text, kNow)).toEqual({ title: 'buy tickets', dueDate: day, urgent: false })
  })

  it('leaves what is no day, or nothing else', () => {
    const kPlain = ['3号楼验收', '今日头条的合同', '2月30日 买票', '明天', 'monday', 'a 1/2', '']
    for (const text of kPlain) {
      expect(readQuick(text, kNow)).toEqual({ title: text, dueDate: null, urgent: false })
    }
    expect(dayIn('fix the sun screen')).toBe(null)
    expect(readQuick('!', kNow)).toEqual({ title: '!', dueDate: null, urgent: false })
  })

  it('counts weeks from Monday on, also from within one', () => {
    const wednesday = new Date(2026, 10, 25, 9).getTime()
    expect(dayIn('周三 买票', wednesday)).toBe('2026-11-25')
    expect(dayIn('周二 买票', wednesday)).toBe('2026-12-01')
    expect(dayIn('下周日 买票', wednesday)).toBe('2026-12-06')
    expect(dayIn('buy on monday', wednesday)).toBe('2026-11-30')
    expect(dayIn('周末 买票', wednesday)).toBe('2026-11-28')
  })
})
