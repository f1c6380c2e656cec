import { expect, it } from 'vitest'
import type { CloudFile, Folder } from './api'
import { isPassword, itemsOf, linkOf } from './items'

it('folders stand before files, each by name, with numbers by their value', () => {
  const folder = (id: number, folderName: string) => ({ id, folderName, fileCount: 0 }) as Folder
  const file = (id: number, fileName: string) => ({ id, fileName, fileSize: 1 }) as CloudFile
  const items = itemsOf(
    [folder(1, 'Plans'), folder(2, 'Bills')],
    [file(3, 'page 10.txt'), file(4, 'page 9.txt')],
  )
  expect(items.map((each) => each.name)).toEqual(['Bills', 'Plans', 'page 9.txt', 'page 10.txt'])
})

it('a link leads to the page of what is shared', () => {
  expect(linkOf('a/b', 'https://im.example')).toBe('https://im.example/#/office/drive/shared/a%2Fb')
})

it('a password is none, or of four characters to thirty-two', () => {
  const right = ['', 'abcd', '四个字吧', 'x'.repeat(32)]
  const wrong = ['abc', 'x'.repeat(33)]
  expect(right.map(isPassword)).toEqual(right.map(() => true))
  expect(wrong.map(isPassword)).toEqual(wrong.map(() => false))
})
