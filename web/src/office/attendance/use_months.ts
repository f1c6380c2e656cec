import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { monthBeside } from './days'

/** The month that the address names (`?month=yyyy-MM`); empty: the current one. */
export function useMonths(current: () => string) {
  const route = useRoute()
  const router = useRouter()
  const month = computed(() => {
    const named = String(route.query.month ?? '')
    return /^\d{4}-(0[1-9]|1[0-2])$/.test(named) ? named : ''
  })
  function go(to: string): void {
    const query = { ...route.query }
    delete query.month
    void router.replace({ query: to && to !== current() ? { ...query, month: to } : query })
  }
  function step(by: number): void {
    const from = month.value || current()
    if (from) go(monthBeside(from, by))
  }
  return { month, go, step }
}
