import { describe, expect, it } from 'vitest'
import { fromWire, moneyText, parseMoney, plainMoney, toWire } from './money'

describe('money', () => {
  it('keeps every cent between the wire and whole cents', () => {
    for (const cents of [0, 1, 10, 99, 100, 115, 1_999, 2_001, 20_000_000, 99_999_999]) {
      expect(fromWire(toWire(cents))).toBe(cents)
      expect(fromWire(plainMoney(cents))).toBe(cents)
    }
    expect(fromWire(1.15)).toBe(115)
    expect(fromWire('0.29')).toBe(29)
  })

  it('is shown with two decimals and thousands apart', () => {
    expect(moneyText(0)).toBe('0.00')
    expect(moneyText(5)).toBe('0.05')
    expect(moneyText(123_456_789)).toBe('1,234,567.89')
    expect(moneyText(-123_400)).toBe('-1,234.00')
  })

  it('is read only from what is an amount', () => {
    expect(parseMoney('12')).toBe(1_200)
    expect(parseMoney(' 12.5 ')).toBe(1_250)
    expect(parseMoney('12.')).toBe(1_200)
    expect(parseMoney('1,234.56')).toBe(123_456)
    for (const text of ['', '.', '-1', '1.234', '1e3', 'abc', '１', '12345678901']) {
      expect(parseMoney(text)).toBeNull()
    }
  })
})
