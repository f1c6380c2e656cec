import type { FormField, FormFile, FormValues } from './form_schema'

/** What was filled in, as it is read: a text, or files that can be opened. */
export interface ShownValue {
  text: string
  files: readonly FormFile[]
}

const kLink = /^(https?:\/\/|\/(?!\/))\S+$/

function fileOf(value: unknown): FormFile | null {
  if (typeof value === 'string' && kLink.test(value)) {
    const path = value.split(/[?#]/)[0]!
    return {
      fileId: 0,
      fileName: path.slice(path.lastIndexOf('/') + 1),
      fileSize: 0,
      fileUrl: value,
    }
  }
  if (value === null || typeof value !== 'object') return null
  const members = value as Record<string, unknown>
  const url = members.fileUrl ?? members.url
  if (typeof url !== 'string' || !kLink.test(url)) return null
  return {
    fileId: Number(members.fileId) || 0,
    fileName: String(members.fileName ?? members.name ?? url),
    fileSize: Number(members.fileSize) || 0,
    fileUrl: url,
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('、')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Values of other clients may be anything. */
export function shownValue(value: unknown): ShownValue {
  const all = Array.isArray(value) ? value : [value]
  const files = all.map(fileOf).filter((each) => each !== null)
  return files.length === all.length && files.length > 0
    ? { text: '', files }
    : { text: textOf(value), files: [] }
}

/**
 * The rows of a form: label and value in the order of its fields, then what no field names; those
 * that say nothing are left out.
 */
export function shownRows(
  fields: readonly FormField[],
  values: FormValues,
): { label: string; value: ShownValue }[] {
  const named = new Map(fields.map((each) => [each.field, each.label]))
  const others = Object.keys(values).filter((name) => !named.has(name))
  return [...named.keys(), ...others]
    .map((name) => ({ label: named.get(name) ?? name, value: shownValue(values[name]) }))
    .filter(({ value }) => value.text !== '' || value.files.length > 0)
}
