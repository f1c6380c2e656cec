/** What a letter is made of before it is shown: second to the server, which has cleaned it. */

/** None of these is in what the server sends. */
const kNever =
  'script, style, link, meta, base, title, iframe, frame, object, embed, applet, svg, math, form, ' +
  'input, button, select, textarea, template, audio, video, source, track, portal, noscript'
const kLinks = /^(https?|mailto|tel):/i

export interface Letter {
  body: HTMLElement
  /** Pictures of other hosts that were left out. */
  hidden: number
  /** It brings colours of its own, which are meant for white paper. */
  colored: boolean
}

function isRemote(source: string, origin: string): boolean {
  try {
    return new URL(source, origin).origin !== new URL(origin).origin
  } catch {
    return true
  }
}

function isPicture(source: string, origin: string): boolean {
  try {
    return /^https?:$/.test(new URL(source, origin).protocol)
  } catch {
    return false
  }
}

/**
 * Read beside the document that shows it, whose policy allows the styles of letters. `pictures`:
 * those of other hosts are shown, too.
 */
export function letterOf(page: Document, html: string, origin: string, pictures: boolean): Letter {
  const { body } = page.implementation.createHTMLDocument('')
  body.innerHTML = html
  for (const each of body.querySelectorAll(kNever)) each.remove()
  let hidden = 0
  let colored = false
  for (const each of body.querySelectorAll('*')) {
    for (const { name, value } of [...each.attributes]) {
      if (/^(on|srcdoc|srcset|ping|background|autofocus|is$|xlink)/i.test(name))
        each.removeAttribute(name)
      if (/color|background/i.test(name === 'style' ? value : name)) colored = true
    }
    if (each.tagName === 'A' || each.tagName === 'AREA') {
      if (!kLinks.test(each.getAttribute('href')?.trim() ?? '')) each.removeAttribute('href')
      each.setAttribute('target', '_blank')
      each.setAttribute('rel', 'noopener noreferrer nofollow')
    }
    if (each.tagName !== 'IMG') continue
    const source = each.getAttribute('src') ?? ''
    if (!isPicture(source, origin)) each.removeAttribute('src')
    else if (isRemote(source, origin) && !pictures) {
      each.removeAttribute('src')
      hidden++
    }
  }
  return { body, hidden, colored }
}

/** How a letter looks: the colours of the page, or white paper for one that brings its own. */
export function letterStyle(paper: boolean, token: (name: string) => string): string {
  const [text, ground, link, line] = paper
    ? ['#1c2026', '#fff', '#1a56c0', '#dfe3ea']
    : [token('--k-text'), token('--k-panel'), token('--k-link'), token('--k-border')]
  const scheme = paper ? 'light' : token('color-scheme') || 'normal'
  return `
    :root { color-scheme: ${scheme}; background: ${ground}; overflow: auto hidden; }
    body { display: flow-root; margin: 0; padding: ${paper ? '12px' : '0'}; color: ${text};
      font: 14px/1.6 ${token('--k-font')}; overflow-wrap: anywhere; }
    body > :first-child { margin-top: 0; } body > :last-child { margin-bottom: 0; }
    p { margin: 0 0 8px; } a { color: ${link}; }
    img { max-width: 100%; height: auto; }
    img:not([src]) { display: inline-block; min-width: 24px; min-height: 24px;
      border: 1px dashed ${line}; }
    blockquote { margin: 8px 0; padding: 0 0 0 12px; border-left: 3px solid ${line}; }
    pre { white-space: pre-wrap; }
    table { max-width: 100%; margin-bottom: 8px; border-collapse: collapse; }
    ::selection { background: Highlight; color: HighlightText; }`
}
