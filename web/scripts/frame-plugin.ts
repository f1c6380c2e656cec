// What index.html shows while the scripts are on their way to somebody who is signed in: the rail
// and the empty list, where they will stand (src/styles/frame.css). Its icons and words are the
// client's own. Tells src/theme.js, which it adds as a file of its own, which files the first page
// will ask for, so that they are asked for with the first ones and not after those have run.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { VNode } from 'vue'
import type { Plugin } from 'vite'
import * as icons from '../src/ui/icons'
import en from '../src/shell/words.en'
import zh from '../src/shell/words.zh'

const kEntries = [
  ['chat', icons.IconMessages, zh.nav.messages, en.nav.messages],
  ['contacts', icons.IconContacts, zh.nav.contacts, en.nav.contacts],
  ['office', icons.IconGrid, zh.nav.office, en.nav.office],
  ['files', icons.IconFolder, zh.shell.files, en.shell.files],
  ['notices', icons.IconBell, zh.shell.notices, en.shell.notices],
  ['settings', icons.IconSettings, zh.nav.settings, en.nav.settings],
] as const

type Icon = (typeof kEntries)[number][1]

function draw(node: VNode): string {
  const props = Object.entries(node.props ?? {}).map(([name, value]) => ` ${name}="${value}"`)
  const children = Array.isArray(node.children) ? (node.children as VNode[]).map(draw) : []
  return `<${String(node.type)}${props.join('')}>${children.join('')}</${String(node.type)}>`
}
const svg = (icon: Icon) => draw((icon as unknown as () => VNode)())

function frame(): string {
  const entries = kEntries.map(
    ([name, icon, inChinese, inEnglish]) =>
      `<i class="${name}">${svg(icon)}<b lang="zh-CN">${inChinese}</b><b lang="en">${inEnglish}</b></i>`,
  )
  const head = `<div><i class="field">${svg(icons.IconSearch)}</i>${svg(icons.IconNewGroup)}</div>`
  return `<div class="k-frame" aria-hidden="true"><nav><s></s>${entries.join('')}</nav>${head}</div>`
}

/** Chunks by their names in vite.config.ts; `words-…` of the reader's language alone. */
const kFirst = /^(chat|words-(zh|en))$/

const kTheme = fileURLToPath(new URL('../src/theme.js', import.meta.url))

export default function plugin(): Plugin {
  return {
    name: 'koine-frame',
    renderStart() {
      this.emitFile({ type: 'asset', name: 'theme.js', source: readFileSync(kTheme) })
    },
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const files: string[] = []
        // As it stands, where nothing is built.
        let theme = 'src/theme.js'
        for (const each of Object.values(bundle ?? {})) {
          if (each.type === 'asset' && each.names.includes('theme.js')) theme = each.fileName
          if (each.type !== 'chunk' || !kFirst.test(each.name)) continue
          files.push(each.fileName, ...(each.viteMetadata?.importedCss ?? []))
        }
        const first = files.map((file) => `/${file}`).join(' ')
        return html
          .replace('<!-- frame -->', frame())
          .replace('<!-- theme -->', `<script src="/${theme}" data-first="${first}"></script>`)
      },
    },
  }
}
