/** Something like `name@host`: the server looks closer. */
const kAddress = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+\.[^\s@<>()[\],;:"\\]+$/

/** The addresses of a text, also of one such as `Ann <ann@example.com>`, and what is none. */
export function addressesIn(text: string): { found: string[]; left: string } {
  const found: string[] = []
  const left: string[] = []
  for (const part of text.split(/[,;\n，；]+/)) {
    const bare = (/<([^<>]+)>\s*$/.exec(part)?.[1] ?? part).trim()
    if (!bare) continue
    if (!kAddress.test(bare)) left.push(part.trim())
    else if (!found.includes(bare)) found.push(bare)
  }
  return { found, left: left.join(', ') }
}
