import { shallowRef } from 'vue'

/** The sentences of the server in the language of the page; Chinese ones are shown as they come. */

type Sentences = typeof import('./server.en')
const words = shallowRef<Sentences | null>(null)

export function speak(sentences: Sentences | null): void {
  words.value = sentences
}

export function said(text: string): string {
  for (const [pattern, say] of words.value?.kSentences ?? []) {
    const parts = pattern.exec(text)
    if (parts) return say(...parts.slice(1))
  }
  return text
}

export function refusal(text: string): string | null {
  const known = words.value?.kRefusals
  return known && Object.hasOwn(known, text) ? known[text]! : null
}
