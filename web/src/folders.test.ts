import { readdirSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { kFolders, problemOf } from '../folders.js'

describe('the folders', () => {
  it('are those of the list, and none is empty talk', () => {
    const src = new URL('./', import.meta.url)
    const found = readdirSync(src).filter((name) => statSync(new URL(name, src)).isDirectory())
    expect(found.filter((name) => name !== 'styles').sort()).toEqual([...kFolders].sort())
  })

  it('import themselves and what stands before them', () => {
    expect(problemOf('chat/list/a.ts', '@/message/rows')).toBeNull()
    expect(problemOf('chat/list/a.ts', '../chat_context')).toBeNull()
    expect(problemOf('main.ts', '@/shell/router')).toBeNull()
    expect(problemOf('message/rows.ts', 'vue')).toBeNull()
    expect(problemOf('message/rows.ts', '@/chat/recalled')).toContain('must not import')
    expect(problemOf('chat/a.ts', '@/chat/recalled')).toContain('./')
    expect(problemOf('chat/a.ts', '../message/rows')).toContain('@/')
    expect(problemOf('drawer/a.ts', './b')).toContain('folders.js')
  })
})
