/** What the text of messages that were sent on as one says of them: a title and their first lines. */
interface MergedText {
  title: string
  lines: readonly string[]
}

const kMark = '[聊天记录] '
/** What the server puts for content that is no text, and the key of its name here. */
const kKinds: Record<string, string> = {
  图片: 'kind.image',
  语音: 'kind.voice',
  视频: 'kind.video',
  文件: 'kind.file',
  位置: 'kind.location',
  名片: 'kind.card',
  聊天记录: 'kind.merged',
}

/** One of the lines in the language of the reader. */
export function mergedLine(line: string, translate: (key: string) => string): string {
  return line.replace(/: \[([^\]]{2,4})\]/, (whole, mark: string) => {
    const key = kKinds[mark]
    return key ? `: [${translate(key)}]` : whole
  })
}

export function mergedOf(content: string): MergedText {
  const [first = '', ...lines] = content.split('\n')
  return { title: first.startsWith(kMark) ? first.slice(kMark.length) : first, lines }
}
