/** Copying that works over plain HTTP too, where the clipboard API does not exist. */
export async function copyText(text: string): Promise<void> {
  try {
    if (navigator.clipboard) return await navigator.clipboard.writeText(text)
  } catch {
    // Refused to the page, not to the reader's own act: the old way may still work.
  }
  const field = document.createElement('textarea')
  field.value = text
  field.setAttribute('readonly', '')
  field.className = 'k-offscreen'
  const before = document.activeElement
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  if (before instanceof HTMLElement) before.focus()
  if (!done) throw new Error('copy refused')
}

/** A picture of this origin, as PNG, which is what clipboards take. False = not possible here. */
export async function copyImage(url: string): Promise<boolean> {
  if (!navigator.clipboard || typeof ClipboardItem === 'undefined') return false
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(url) })])
  return true
}

async function pngOf(url: string): Promise<Blob> {
  const blob = await (await fetch(url)).blob()
  if (blob.type === 'image/png') return blob
  const picture = await createImageBitmap(blob)
  const canvas = document.createElement('canvas')
  canvas.width = picture.width
  canvas.height = picture.height
  canvas.getContext('2d')?.drawImage(picture, 0, 0)
  return new Promise((done, fail) =>
    canvas.toBlob((png) => (png ? done(png) : fail(new Error('no picture'))), 'image/png'),
  )
}

export function download(url: string, name: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
}
