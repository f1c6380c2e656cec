import type { Failure } from '@/i18n/errors'

type ListState = 'loading' | 'failed' | 'empty' | 'rows'

/** What stands in the place of a list. Empty is only what the server has said is empty. */
export function listState(count: number, known: boolean, failure: Failure | null): ListState {
  if (count > 0) return 'rows'
  if (failure) return 'failed'
  return known ? 'empty' : 'loading'
}
