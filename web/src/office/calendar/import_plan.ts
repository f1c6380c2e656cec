import type { ImportPlan, Say } from '../exchange/plan'
import type { Imported } from './api'

/** What the server says of a file, in the words of the page. `timeOf`: a time as it is read. */
export function planOf(found: Imported, t: Say, timeOf: (time: string) => string): ImportPlan {
  const { created, updated, unchanged, events, skipped } = found
  const numbers = [
    { name: t('calendar.importing.created'), value: created },
    { name: t('calendar.importing.updated'), value: updated },
    { name: t('calendar.importing.unchanged'), value: unchanged },
    { name: t('calendar.importing.skipped'), value: skipped.length },
  ]
  const taken = events.map((each) => ({
    key: each.uid,
    name: each.title,
    note: timeOf(each.startTime),
    tag: t(`calendar.importing.${each.action.toLowerCase()}`),
    strong: each.action !== 'UNCHANGED',
  }))
  const left = skipped.map((each, index) => ({
    key: `skipped-${index}`,
    name: each.title || t('calendar.untitled'),
    note: t(`calendar.importing.why.${each.reason}`),
    tag: t('calendar.importing.skipped'),
    strong: false,
  }))
  return { numbers, rows: [...taken, ...left], count: created + updated }
}
