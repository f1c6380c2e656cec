/** Words of the list of devices alone, kept out of what every page loads; names of devices. */
const kZh = {
  title: '已登录的设备',
  current: '当前设备',
  signOut: '退出登录',
  others: '退出其他所有设备',
  seen: '最近活动：{time}',
  since: '登录时间：{time}',
  web: '网页',
  phone: '手机',
  computer: '电脑',
  other: '其他设备',
}
const kEn: typeof kZh = {
  title: 'Signed-in devices',
  current: 'This device',
  signOut: 'Sign out',
  others: 'Sign out all others',
  seen: 'Last seen: {time}',
  since: 'Signed in: {time}',
  web: 'Web',
  phone: 'Phone',
  computer: 'Computer',
  other: 'Other device',
}

export function signedInWords(language: string): typeof kZh {
  return language === 'en' ? kEn : kZh
}

/** The kinds of devices of OpenIM, by number. */
const kOpenim = [
  '',
  'iOS',
  'Android',
  'Windows',
  'macOS',
  'Web',
  'Mini Web',
  'Linux',
  'Android Pad',
  'iPad',
]
const kDialects: Record<string, string> = {
  ruoyi: 'RuoYi-IM',
  imchat: 'IM Chat',
  appim: 'App IM',
  openim: 'OpenIM',
}

/** What a device is called in the list. */
export function deviceName(dialect: string, clientType: string, words: typeof kZh): string {
  const kinds: Record<string, string> = {
    WEB: words.web,
    APP: words.phone,
    MOBILE: words.phone,
    PC: words.computer,
  }
  const kind =
    dialect === 'ruoyi'
      ? kinds[clientType.toUpperCase()]
      : dialect === 'openim'
        ? kOpenim[Number(clientType)]
        : dialect === 'imchat'
          ? [words.web, words.phone, words.computer][Number(clientType)]
          : ''
  return `${kind || words.other} · ${kDialects[dialect] ?? dialect}`
}
