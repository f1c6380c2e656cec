import { extensionOf } from './media'

const kUnits = ['B', 'KB', 'MB', 'GB', 'TB']
const kStep = 1024

/** `512 B`, `1.2 MB`, `34 MB`. */
export function sizeText(bytes: number): string {
  let value = Math.max(0, bytes)
  let unit = 0
  while (value >= kStep && unit < kUnits.length - 1) {
    value /= kStep
    unit++
  }
  const digits = unit > 0 && value < 10 ? 1 : 0
  return `${value.toFixed(digits)} ${kUnits[unit]}`
}

/** Cut in the middle, so that the end with its extension stays. */
export function cutName(name: string, most = 32): string {
  const characters = Array.from(name)
  if (characters.length <= most) return name
  const tail = Math.min(12, Math.floor(most / 3))
  return `${characters.slice(0, most - tail - 1).join('')}…${characters.slice(-tail).join('')}`
}

/** A name cut in two, so that the middle can be left out and the extension stays. */
export function splitName(name: string): { head: string; tail: string } {
  const characters = Array.from(name)
  const keep = Math.min(characters.length, Array.from(extensionOf(name)).length + 3)
  return {
    head: characters.slice(0, characters.length - keep).join(''),
    tail: characters.slice(characters.length - keep).join(''),
  }
}
