/** Money is whole cents in code; the wire has units with two decimals. */

export type Cents = number

/** What the wire says, in cents. */
export function fromWire(amount: number | string): Cents {
  return Math.round(Number(amount) * 100)
}

/** Exactly two decimals: `Number` of it writes what was meant. */
export function toWire(cents: Cents): number {
  return Number(plainMoney(cents))
}

/** `1234.50`. */
export function plainMoney(cents: Cents): string {
  const whole = Math.abs(cents)
  const text = `${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`
  return cents < 0 ? `-${text}` : text
}

/** `1,234.50`. */
export function moneyText(cents: Cents): string {
  const [units, rest] = plainMoney(cents).split('.') as [string, string]
  return `${units.replace(/\B(?=(\d{3})+$)/g, ',')}.${rest}`
}

/** What somebody typed, or null when it is no amount: at most two decimals, no sign. */
export function parseMoney(text: string): Cents | null {
  const match = /^(\d{1,9})(?:\.(\d{0,2}))?$/.exec(text.trim().replaceAll(',', ''))
  if (!match) return null
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}
