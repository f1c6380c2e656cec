import { shallowRef } from 'vue'

/** Whether one occurrence of a series is meant or all of it; ScopeDialog.vue asks. */
export type Scope = 'one' | 'all'
export type ScopeAct = 'edit' | 'move' | 'delete'

interface Question {
  act: ScopeAct
  answer: (scope: Scope | null) => void
}

export const scopeQuestion = shallowRef<Question | null>(null)

/** Null: neither. */
export function askScope(act: ScopeAct): Promise<Scope | null> {
  return new Promise((done) => {
    scopeQuestion.value = {
      act,
      answer(scope) {
        scopeQuestion.value = null
        done(scope)
      },
    }
  })
}
