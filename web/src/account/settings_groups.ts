/** Who may bring one into groups. Words of this page alone, kept out of what every page loads. */
export const kAddToGroups = ['everybody', 'contacts', 'nobody'] as const

const kZh = {
  label: '谁可以把我拉进群',
  everybody: '所有人',
  contacts: '我的联系人',
  nobody: '没有人',
}
const kEn: typeof kZh = {
  label: 'Who may add me to groups',
  everybody: 'Everybody',
  contacts: 'My contacts',
  nobody: 'Nobody',
}

export function groupWords(language: string): typeof kZh {
  return language === 'en' ? kEn : kZh
}
