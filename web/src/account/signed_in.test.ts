import { expect, test } from 'vitest'
import { deviceName, signedInWords } from './signed_in'

test('devices are called by their kind and the dialect they came by', () => {
  const en = signedInWords('en')
  expect(deviceName('ruoyi', 'WEB', en)).toBe('Web · RuoYi-IM')
  expect(deviceName('openim', '2', en)).toBe('Android · OpenIM')
  expect(deviceName('openim', '77', en)).toBe('Other device · OpenIM')
  expect(deviceName('imchat', '2', en)).toBe('Computer · IM Chat')
  expect(deviceName('imchat', 'backstage', en)).toBe('Other device · IM Chat')
  expect(deviceName('appim', 'a1b2', en)).toBe('Other device · App IM')
  expect(deviceName('ruoyi', 'PC', signedInWords('zh-CN'))).toBe('电脑 · RuoYi-IM')
})
