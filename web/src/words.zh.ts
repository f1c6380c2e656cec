import account from './account/words.zh'
import alert from './alert/words.zh'
import call from './call/words.zh'
import chat from './chat/words.zh'
import contact from './contact/words.zh'
import file from './file/words.zh'
import group from './group/words.zh'
import i18n from './i18n/words.zh'
import live from './live/words.zh'
import message from './message/words.zh'
import notice from './notice/words.zh'
import person from './person/words.zh'
import search from './search/words.zh'
import session from './session/words.zh'
import shell from './shell/words.zh'
import ui from './ui/words.zh'

/** All words of the client in Chinese; each folder has its own. */
export default {
  ...account,
  ...alert,
  ...call,
  ...chat,
  ...contact,
  ...file,
  ...group,
  ...i18n,
  ...live,
  ...message,
  ...notice,
  ...person,
  ...search,
  ...session,
  ...shell,
  ...ui,
}
