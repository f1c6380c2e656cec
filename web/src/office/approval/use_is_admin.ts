import { shallowRef } from 'vue'
import { getUser } from '@/person/api'
import { useSession } from '@/session/session'

/** Whose pages offer what only administrators may do; the server decides in any case. */
const admin = shallowRef(false)
let asked = 0

export function useIsAdmin() {
  const me = useSession().user?.id ?? 0
  if (me && asked !== me) {
    asked = me
    admin.value = false
    getUser(me).then(
      ({ role }) => {
        if (asked === me) admin.value = role === 'ADMIN' || role === 'SUPER_ADMIN'
      },
      () => (asked = 0),
    )
  }
  return admin
}
