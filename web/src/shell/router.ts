import { createRouter, createWebHashHistory } from 'vue-router'
import { kOfficePages } from '@/office/pages'
import SignIn from '@/session/SignIn.vue'
import { useSession } from '@/session/session'

let goingBack = false
/** Whether the guards are being asked because of "back" or "forward". */
export const isGoingBack = () => goingBack
// Before the router's own listener: what it starts runs before a later one is called.
window.addEventListener('popstate', () => {
  goingBack = true
  setTimeout(() => (goingBack = false))
})

/** The address names what is shown, so back, reload and a pasted link work. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/sign-in', name: 'sign-in', component: SignIn },
    { path: '/reset/:code', name: 'reset', component: () => import('@/session/ResetPage.vue') },
    {
      path: '/',
      component: () => import('./Shell.vue'),
      redirect: '/c',
      children: [
        {
          path: 'c/:id(\\d+)?/:mark(m)?/:messageId(\\d+)?',
          name: 'chat',
          component: () => import('./ChatPage.vue'),
        },
        {
          path: 'contacts/:userId(\\d+)?',
          name: 'contacts',
          component: () => import('@/contact/ContactPage.vue'),
        },
        {
          path: 'contacts/:part(requests|groups)',
          name: 'contacts-part',
          component: () => import('@/contact/ContactPage.vue'),
        },
        {
          path: 'favorites',
          name: 'favorites',
          component: () => import('@/chat/FavoritesPage.vue'),
        },
        { path: 'files', name: 'files', component: () => import('@/file/FilesPage.vue') },
        { path: 'search', name: 'search', component: () => import('@/search/SearchPage.vue') },
        { path: 'notices', name: 'notices', component: () => import('@/notice/NoticesPage.vue') },
        { path: 'me', name: 'me', component: () => import('@/account/MePage.vue') },
        {
          path: 'join/:groupId(\\d+)',
          name: 'join',
          component: () => import('@/group/JoinPage.vue'),
        },
        { path: 'wallet', name: 'wallet', component: () => import('@/wallet/WalletPage.vue') },
        {
          path: 'office',
          component: () => import('@/office/OfficeFrame.vue'),
          children: kOfficePages,
        },
        {
          path: 'settings',
          name: 'settings',
          component: () => import('@/account/SettingsPage.vue'),
        },
      ],
    },
    { path: '/:rest(.*)*', redirect: '/c' },
  ],
})

router.beforeEach((to) => {
  // Signed in or not: the link says whose password it is.
  if (to.name === 'reset') return true
  const signedIn = useSession().saved !== null
  if (!signedIn && to.name !== 'sign-in') {
    return { name: 'sign-in', query: to.path === '/c' ? {} : { next: to.fullPath } }
  }
  if (signedIn && to.name === 'sign-in') return { name: 'chat' }
  return true
})
