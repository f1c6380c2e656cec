import { matchRank } from '@/base/pinyin'
import type { Contact, DepartmentMember, Found } from '@/api/types'
import { contactName } from '@/person/contacts'

/** Somebody to choose, from whichever list they were found in. */
export interface Candidate {
  id: number
  name: string
  avatar: string | null
  /** Department and position, or the username: tells people of one name apart. */
  note: string
}

export function fromMember(member: DepartmentMember): Candidate {
  const { userId, nickname, username, avatar, departmentName, position } = member
  const note = [departmentName, position].filter(Boolean).join(' · ')
  return { id: userId, name: nickname || username || '', avatar, note }
}

export function fromContact(contact: Contact): Candidate {
  const note = [contact.department, contact.position].filter(Boolean).join(' · ')
  return {
    id: contact.friendId,
    name: contactName(contact),
    avatar: contact.friendAvatar,
    note: note || contact.username || '',
  }
}

export function fromFound(found: Found): Candidate {
  const { id, nickname, username, avatar } = found
  return { id, name: nickname || username || '', avatar, note: username ?? '' }
}

/** Everybody once, as the first list has them. */
export function onlyOnce(lists: readonly (readonly Candidate[])[]): Candidate[] {
  const byId = new Map<number, Candidate>()
  for (const each of lists.flat()) {
    if (!byId.has(each.id)) byId.set(each.id, each)
  }
  return [...byId.values()]
}

/** Whose name the text means, the best first. */
export function matching(people: readonly Candidate[], text: string): Candidate[] {
  return people
    .map((each) => ({
      each,
      rank: Math.max(matchRank(each.name, text), matchRank(each.note, text)),
    }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ each }) => each)
}
