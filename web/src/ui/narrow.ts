import { shallowRef } from 'vue'

const query = matchMedia('(max-width: 767px)')

/** One column at a time; the style sheets ask the same. */
export const isNarrow = () => query.matches

/** The same for templates. */
export const narrow = shallowRef(query.matches)
query.addEventListener('change', () => (narrow.value = query.matches))
