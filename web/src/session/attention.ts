import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** Whether somebody is looking at this tab. Only then anything counts as read. */
export const useAttention = defineStore('attention', () => {
  const looking = () => document.visibilityState === 'visible' && document.hasFocus()
  const attentive = shallowRef(looking())
  const update = () => (attentive.value = looking())
  window.addEventListener('focus', update)
  window.addEventListener('blur', update)
  document.addEventListener('visibilitychange', update)

  /** A clock for texts such as "yesterday" and for countdowns. */
  const minute = shallowRef(Date.now())
  setInterval(() => (minute.value = Date.now()), 30_000)
  return { attentive, minute }
})
