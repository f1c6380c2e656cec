// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { createRouter, createWebHashHistory } from 'vue-router'
import { followEarlyAddress } from './early_address'

describe('an address that is changed before the first page is there', () => {
  it('is gone to as soon as it is', async () => {
    location.hash = '#/slow'
    let show: (page: object) => void = () => undefined
    const slow = new Promise<object>((resolve) => (show = resolve))
    const routes = [
      { path: '/slow', component: () => slow },
      { path: '/other', component: {} },
    ]
    const router = createRouter({ history: createWebHashHistory(), routes })
    void router.push('/slow')
    followEarlyAddress(router)
    location.hash = '#/other'
    window.dispatchEvent(new PopStateEvent('popstate'))
    show({})
    await router.isReady()
    await new Promise((resolve) => setTimeout(resolve))
    expect(router.currentRoute.value.path).toBe('/other')
    expect(location.hash).toBe('#/other')
    // From here on the router hears by itself.
    await router.push('/slow')
    expect(router.currentRoute.value.path).toBe('/slow')
  })
})
