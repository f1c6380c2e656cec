/** What the text of messages that were sent on as one says of them: a title and their first lines. */
export interface MergedText {
  title: string
  lines: readonly string[]
}

const kMark = '[聊天记录] '

export function mergedOf(content: string): MergedText {
  const [first = '', ...lines] = content.split('\n')
  return { title: first.startsWith(kMark) ? first.slice(kMark.length) : first, lines }
}
