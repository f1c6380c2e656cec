import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Task, TaskState } from '@/api/types'
import { kTodo, useArrivals } from '@/notice/arrivals'
import { sayError } from '@/ui/say'
import { offerUndo } from '@/ui/undo'
import { byDue } from '../workbench/order'
import { useStates } from '../workbench/use_states'
import * as api from './api'
import type { TaskList, TaskWanted } from './api'

export type TaskPart = 'open' | 'done' | 'cancelled'
export const kTaskParts: Record<TaskPart, readonly TaskState[]> = {
  open: ['PENDING', 'IN_PROGRESS'],
  done: ['COMPLETED'],
  cancelled: ['CANCELLED'],
}

/** Tasks given to the caller, or by them. */
export function useTasks(list: TaskList) {
  const { t } = useI18n()
  const part = shallowRef<TaskPart>('open')
  const found = useStates(
    (state: TaskState, page, size) => api.listTasks(list, state, page, size),
    (a: Task, b: Task) => (part.value === 'open' ? byDue(a, b) : b.id - a.id),
  )
  const load = () => found.load(kTaskParts[part.value])
  useArrivals([kTodo], () => void load())

  function show(next: TaskPart): void {
    if (part.value === next) return
    part.value = next
    found.forget()
    void load()
  }

  async function create(wanted: TaskWanted): Promise<void> {
    await api.createTask(wanted)
    await load()
  }
  async function change(task: Task, wanted: TaskWanted): Promise<void> {
    await api.changeTask(task.id, wanted)
    await load()
  }

  /** A state that is not of this part takes the task out of it; "undo" puts it back. */
  async function put(task: Task, state: TaskState): Promise<void> {
    const leaves = !kTaskParts[part.value].includes(state)
    if (leaves) found.take(task.id)
    else found.put({ ...task, status: state })
    try {
      await api.setTaskState(task.id, state)
    } catch (error) {
      found.put(task)
      return sayError(error)
    }
    if (!leaves) return
    offerUndo({
      text: t(`task.became.${state}`, { title: task.title }),
      undo: () =>
        void api
          .setTaskState(task.id, task.status)
          .catch(sayError)
          .then(() => load()),
    })
  }

  /** Final when the time for "undo" is over. */
  function remove(task: Task): void {
    found.take(task.id)
    offerUndo({
      text: t('todo.deleted', { title: task.title }),
      undo: () => found.put(task),
      commit: (closing) =>
        void api.deleteTask(task.id).catch((error) => {
          if (closing) return
          found.put(task)
          sayError(error)
        }),
    })
  }

  return { ...found, part, load, show, create, change, put, remove }
}
