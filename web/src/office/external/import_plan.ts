import type { ExternalImport } from './api'
import type { ImportPlan, Say } from '../exchange/plan'

/** What the server says of a file, in the words of the page. Lines that are skipped come first. */
export function planOf(found: ExternalImport, t: Say): ImportPlan {
  const { created, updated, unchanged, contacts, skipped } = found
  const numbers = [
    { name: t('external.action.CREATED'), value: created },
    { name: t('external.action.UPDATED'), value: updated },
    { name: t('external.action.UNCHANGED'), value: unchanged },
    { name: t('external.action.SKIPPED'), value: skipped.length },
  ]
  const left = skipped.map((each) => ({
    key: `skipped-${each.line}`,
    name: each.name || t('external.line', { line: each.line }),
    note: `${t('external.line', { line: each.line })} · ${t(`external.why.${each.reason}`)}`,
    tag: t('external.action.SKIPPED'),
    strong: false,
  }))
  const taken = contacts.map((each) => ({
    key: `line-${each.line}`,
    name: each.name,
    note: [each.company, each.mobile, each.email].filter(Boolean).join(' · '),
    tag: t(`external.action.${each.action}`),
    strong: each.action !== 'UNCHANGED',
  }))
  return { numbers, rows: [...left, ...taken], count: created + updated }
}
