import { createRouter, createWebHashHistory } from 'vue-router'
import { useSession } from './stores/session'

/** The address names what is shown, so back, reload and a pasted link work. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/sign-in', name: 'sign-in', component: () => import('./views/SignIn.vue') },
    {
      path: '/',
      component: () => import('./views/Shell.vue'),
      redirect: '/c',
      children: [
        { path: 'c/:id(\\d+)?', name: 'chat', component: () => import('./views/ChatPage.vue') },
        {
          path: 'contacts/:userId(\\d+)?',
          name: 'contacts',
          component: () => import('./views/ContactPage.vue'),
        },
        { path: 'settings', name: 'settings', component: () => import('./views/SettingsPage.vue') },
      ],
    },
    { path: '/:rest(.*)*', redirect: '/c' },
  ],
})

router.beforeEach((to) => {
  const signedIn = useSession().saved !== null
  if (!signedIn && to.name !== 'sign-in') {
    return { name: 'sign-in', query: to.path === '/c' ? {} : { next: to.fullPath } }
  }
  if (signedIn && to.name === 'sign-in') return { name: 'chat' }
  return true
})
