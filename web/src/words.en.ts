import account from './account/words.en'
import alert from './alert/words.en'
import call from './call/words.en'
import chat from './chat/words.en'
import contact from './contact/words.en'
import file from './file/words.en'
import group from './group/words.en'
import i18n from './i18n/words.en'
import live from './live/words.en'
import message from './message/words.en'
import notice from './notice/words.en'
import person from './person/words.en'
import search from './search/words.en'
import session from './session/words.en'
import shell from './shell/words.en'
import ui from './ui/words.en'

/** All words of the client in English; each folder has its own. */
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
