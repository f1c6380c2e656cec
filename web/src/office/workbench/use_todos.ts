import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Todo, TodoState } from '@/api/types'
import { sayError } from '@/ui/say'
import { offerUndo } from '@/ui/undo'
import { useOfficeCounts } from '../counts'
import * as api from './api'
import type { TodoWanted } from './api'
import { byDue } from './order'
import { readQuick } from './quick_add'
import { useStates } from './use_states'

export type TodoPart = 'open' | 'done'
const kStates: Record<TodoPart, readonly TodoState[]> = {
  open: ['PENDING', 'IN_PROGRESS'],
  done: ['COMPLETED'],
}
const kUsual = 2
const kPressing = 3

/** One's own list: what is still to be done, or what is done. */
export function useTodos() {
  const { t } = useI18n()
  const counts = useOfficeCounts()
  const part = shallowRef<TodoPart>('open')
  const list = useStates(api.listTodos, (a: Todo, b: Todo) =>
    part.value === 'open'
      ? byDue(a, b)
      : (b.completedTime ?? '').localeCompare(a.completedTime ?? '') || b.id - a.id,
  )
  const load = () => list.load(kStates[part.value])

  function show(next: TodoPart): void {
    if (part.value === next) return
    part.value = next
    list.forget()
    void load()
  }

  /** What is typed into the field. Throws when the server refuses. */
  async function quick(text: string): Promise<void> {
    const { title, dueDate, urgent } = readQuick(text, Date.now())
    await add({ title, priority: urgent ? kPressing : kUsual, ...(dueDate ? { dueDate } : {}) })
  }
  async function add(wanted: TodoWanted): Promise<void> {
    await api.addTodo(wanted)
    counts.soon()
    await load()
  }
  async function change(todo: Todo, wanted: TodoWanted): Promise<void> {
    await api.changeTodo(todo.id, wanted)
    await load()
  }

  /** Gone from the list at once; it comes back when the server refuses or the user says so. */
  async function tick(todo: Todo): Promise<void> {
    const done = part.value === 'open'
    const to = (completed: boolean) =>
      completed ? api.completeTodo(todo.id) : api.changeTodo(todo.id, { status: backTo })
    const backTo: TodoState = todo.status === 'COMPLETED' ? 'PENDING' : todo.status
    list.take(todo.id)
    try {
      await to(done)
      counts.soon()
    } catch (error) {
      list.put(todo)
      return sayError(error)
    }
    offerUndo({
      text: t(done ? 'todo.completed' : 'todo.reopened', { title: todo.title }),
      undo: () => void back(() => to(!done)),
    })
  }
  async function back(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      sayError(error)
    }
    counts.soon()
    await load()
  }

  /** Final when the time for "undo" is over. */
  function remove(todo: Todo): void {
    list.take(todo.id)
    offerUndo({
      text: t('todo.deleted', { title: todo.title }),
      undo: () => list.put(todo),
      commit: (closing) =>
        void api.deleteTodo(todo.id).then(
          () => closing || counts.soon(),
          (error) => {
            if (closing) return
            list.put(todo)
            sayError(error)
          },
        ),
    })
  }

  return { ...list, part, load, show, quick, add, change, tick, remove }
}
