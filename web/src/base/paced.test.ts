import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { paced } from './paced'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

test('shows a change after a rest with its task, then no more than one each 100 ms', async () => {
  const source = shallowRef(0)
  const compute = vi.fn(() => source.value * 10)
  const shown = paced(compute, 100)
  expect(shown.value).toBe(0)
  vi.advanceTimersByTime(1_000)

  source.value = 1
  source.value = 2
  expect(shown.value).toBe(0)
  await Promise.resolve()
  expect(shown.value).toBe(20)
  expect(compute).toHaveBeenCalledTimes(2)

  for (let i = 3; i < 53; i++) {
    source.value = i
    await Promise.resolve()
    vi.advanceTimersByTime(10)
  }
  expect(compute.mock.calls.length).toBeLessThanOrEqual(7)
  expect(compute.mock.calls.length).toBeGreaterThanOrEqual(6)
  vi.advanceTimersByTime(100)
  expect(shown.value).toBe(520)
})

test('ends with its scope', async () => {
  const source = shallowRef(1)
  const scope = effectScope()
  const shown = scope.run(() => paced(() => source.value, 100))!
  scope.stop()
  vi.advanceTimersByTime(1_000)
  source.value = 2
  await Promise.resolve()
  vi.advanceTimersByTime(1_000)
  expect(shown.value).toBe(1)
})
