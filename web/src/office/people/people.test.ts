// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { fromMember, matching, onlyOnce } from './candidates'
import type { Candidate } from './candidates'
import { keepRecent, recentPeople } from './recent'

const who = (id: number, name: string, note = ''): Candidate => ({ id, name, avatar: null, note })

describe('people to choose', () => {
  it('are there once, as the first list has them', () => {
    const lists = [[who(1, '李明', '研发中心')], [who(1, 'liming'), who(2, '王芳')]]
    expect(onlyOnce(lists)).toEqual([who(1, '李明', '研发中心'), who(2, '王芳')])
  })

  it('are found by pinyin and by their department', () => {
    const people = [who(1, '李明', '研发中心'), who(2, '王芳', '销售部')]
    expect(matching(people, 'wf').map((each) => each.id)).toEqual([2])
    expect(matching(people, '研发').map((each) => each.id)).toEqual([1])
    expect(matching(people, 'zzz')).toEqual([])
  })

  it('are told apart by department and position', () => {
    const member = {
      id: 9,
      departmentId: 3,
      departmentName: '前端组',
      userId: 5,
      username: 'wangfang',
      nickname: null,
      avatar: null,
      email: null,
      mobile: null,
      isPrimary: 1,
      position: '工程师',
      online: false,
    }
    const found = fromMember(member as unknown as Parameters<typeof fromMember>[0])
    expect(found).toEqual({ id: 5, name: 'wangfang', avatar: null, note: '前端组 · 工程师' })
  })
})

describe('whom one chose lately', () => {
  beforeEach(() => localStorage.clear())

  it('come last first, each once, and not those of another user', () => {
    keepRecent(1, [who(1, 'a'), who(2, 'b')])
    keepRecent(1, [who(3, 'c'), who(2, 'b')])
    expect(recentPeople(1).map((each) => each.id)).toEqual([3, 2, 1])
    expect(recentPeople(2)).toEqual([])
  })

  it('are nobody when the storage holds something else', () => {
    localStorage.setItem('koine.picked.1', '{"a":1}')
    expect(recentPeople(1)).toEqual([])
    localStorage.setItem('koine.picked.1', '[{"id":"x"}, null')
    expect(recentPeople(1)).toEqual([])
  })

  it('are twelve at most', () => {
    keepRecent(
      1,
      Array.from({ length: 20 }, (_, i) => who(i + 1, `p${i}`)),
    )
    expect(recentPeople(1)).toHaveLength(12)
  })
})
