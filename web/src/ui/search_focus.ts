import { shallowRef } from 'vue'

/** Counts up when another part of the page wants the search field to be focused. */
export const searchFocus = shallowRef(0)
