import type { OrganizationImport } from '@/api/types'
import { partsOf } from '../exchange/parts'
import type { ImportPlan, Say } from '../exchange/plan'

/** What the server takes at once. */
const kMostLines = 1000
const kMostBytes = 512 * 1024

type Send = (content: string) => Promise<OrganizationImport>

/**
 * Sends a table in parts, one after the other, and puts what came of them together. A department
 * that several parts name is told once. One that fails ends it; what was sent before it is done,
 * and may be sent again.
 */
export async function inParts(
  content: string,
  send: Send,
  tell: (done: number) => void,
): Promise<OrganizationImport> {
  const parts = partsOf(content, kMostLines, kMostBytes)
  const out: OrganizationImport = {
    departmentsCreated: 0,
    departmentsUpdated: 0,
    membersAdded: 0,
    membersUpdated: 0,
    unchanged: 0,
    departments: [],
    refused: [],
  }
  const seen = new Set<string>()
  for (const [index, part] of parts.entries()) {
    const found = await send(part.text)
    const { offset } = part
    for (const each of found.departments) {
      if (seen.has(each.department)) continue
      seen.add(each.department)
      out.departments.push({ ...each, line: each.line + offset })
      if (each.action === 'CREATED') out.departmentsCreated++
      else out.departmentsUpdated++
    }
    out.refused.push(...found.refused.map((each) => ({ ...each, line: each.line + offset })))
    out.membersAdded += found.membersAdded
    out.membersUpdated += found.membersUpdated
    out.unchanged += found.unchanged
    tell((index + 1) / parts.length)
  }
  return out
}

/** The same in the words of the page. Lines that are refused come first. */
export function planOf(found: OrganizationImport, t: Say): ImportPlan {
  const numbers = [
    { name: t('org.import.departmentsCreated'), value: found.departmentsCreated },
    { name: t('org.import.departmentsUpdated'), value: found.departmentsUpdated },
    { name: t('org.import.membersAdded'), value: found.membersAdded },
    { name: t('org.import.membersUpdated'), value: found.membersUpdated },
    { name: t('org.import.refused'), value: found.refused.length },
  ]
  const refused = found.refused.map(({ line, department, username, reason }) => ({
    key: `refused-${line}`,
    name: [department, username].filter(Boolean).join(' · ') || t('org.import.line', { line }),
    note: `${t('org.import.line', { line })} · ${t(`org.import.why.${reason}`)}`,
    tag: t('org.import.refused'),
    strong: false,
  }))
  const departments = found.departments.map(({ line, department, action }) => ({
    key: `line-${line}-${department}`,
    name: department,
    note: t('org.import.line', { line }),
    tag: t(`org.import.${action === 'CREATED' ? 'created' : 'updated'}`),
    strong: true,
  }))
  const count =
    found.departmentsCreated + found.departmentsUpdated + found.membersAdded + found.membersUpdated
  return { numbers, rows: [...refused, ...departments], count }
}
