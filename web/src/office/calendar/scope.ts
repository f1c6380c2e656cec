import { shallowRef } from 'vue'

/** Which of a series are meant: one, that and all after it, or all; ScopeDialog.vue asks. */
export type Scope = 'one' | 'following' | 'all'
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
