/** The form of a template: its fields, and whether what was filled in fits, as the server says. */

export const kFieldTypes = ['text', 'textarea', 'number', 'date', 'select', 'file'] as const
export type FieldType = (typeof kFieldTypes)[number]

export interface FormField {
  field: string
  label: string
  type: FieldType
  required: boolean
  options: string[]
  min: number | null
  max: number | null
  maxLength: number | null
  decimals: number | null
}

/** A file in a form, as the server keeps it. */
export interface FormFile {
  fileId: number
  fileName: string
  fileSize: number
  fileUrl: string
}

export type FormValues = Record<string, unknown>
export type Wrong = 'required' | 'type' | 'range' | 'chars' | 'items' | 'oneof' | 'decimals'

export const kTextChars = 2000
export const kFilesMost = 20

type Members = Record<string, unknown>

function numberOr(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** A list, or the JSON of one. */
export function listOf(value: unknown): Members[] {
  let list = value
  if (typeof value === 'string') {
    try {
      list = JSON.parse(value)
    } catch {
      return []
    }
  }
  if (!Array.isArray(list)) return []
  return list.filter((each) => each !== null && typeof each === 'object') as Members[]
}

/** What other clients wrote is read as the server reads it; a field without a name is left out. */
export function fieldsOf(schema: unknown): FormField[] {
  return listOf(schema).flatMap((each) => {
    const field = String(each.field ?? '')
    if (!field) return []
    const type = String(each.type ?? 'text').toLowerCase() as FieldType
    return [
      {
        field,
        label: String(each.label || field),
        type: kFieldTypes.includes(type) ? type : 'text',
        required: each.required === true || each.required === 1 || each.required === 'true',
        options: Array.isArray(each.options) ? each.options.map(String) : [],
        min: numberOr(each.min),
        max: numberOr(each.max),
        maxLength: numberOr(each.maxLength),
        decimals: numberOr(each.decimals),
      },
    ]
  })
}

export function mostChars(field: FormField): number {
  return field.maxLength ?? kTextChars
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return value.trim() === ''
  return Array.isArray(value) && value.length === 0
}

function wrongNumber(field: FormField, value: unknown): Wrong | null {
  const number = numberOr(value)
  if (number === null) return 'type'
  if (field.min !== null && number < field.min) return 'range'
  if (field.max !== null && number > field.max) return 'range'
  if (field.decimals === null) return null
  const scaled = number * 10 ** field.decimals
  return Math.abs(scaled - Math.round(scaled)) > 1e-6 * Math.max(1, Math.abs(scaled))
    ? 'decimals'
    : null
}

/** What is wrong with the value of one field, or null. */
export function wrongOf(field: FormField, value: unknown): Wrong | null {
  if (isEmpty(value)) return field.required ? 'required' : null
  switch (field.type) {
    case 'number':
      return wrongNumber(field, value)
    case 'date':
      return /^\d{4}-\d\d-\d\d/.test(String(value)) ? null : 'type'
    case 'select':
      return field.options.includes(String(value)) ? null : 'oneof'
    case 'file':
      return Array.isArray(value) && value.length > kFilesMost ? 'items' : null
    default:
      return [...String(value)].length > mostChars(field) ? 'chars' : null
  }
}

/** Field → what is wrong with it, in the order of the form. */
export function wrongIn(fields: readonly FormField[], values: FormValues): Map<string, Wrong> {
  const found = new Map<string, Wrong>()
  for (const field of fields) {
    const wrong = wrongOf(field, values[field.field])
    if (wrong) found.set(field.field, wrong)
  }
  return found
}

/** What is sent: numbers as numbers, and nothing that is empty. */
export function filledIn(fields: readonly FormField[], values: FormValues): FormValues {
  const sent: FormValues = {}
  for (const { field, type } of fields) {
    const value = values[field]
    if (isEmpty(value)) continue
    if (type === 'number') sent[field] = Number(value)
    else sent[field] = typeof value === 'string' ? value.trim() : value
  }
  return sent
}

/** From a first day to a last day both counted, or null. */
function daysBetween(from: unknown, to: unknown): number | null {
  const begin = Date.parse(`${String(from)}T00:00:00Z`)
  const end = Date.parse(`${String(to)}T00:00:00Z`)
  return end >= begin ? Math.round((end - begin) / 86_400_000) + 1 : null
}

/**
 * The field that counts the days between the two dates of the form, with that number: a person may
 * still say something else, such as a half day. Null where the form has no such fields.
 */
export function countedDays(
  fields: readonly FormField[],
  values: FormValues,
): { field: string; days: number } | null {
  const has = (name: string) => fields.some((each) => each.field === name)
  const counter = fields.find((each) => each.type === 'number' && /days$/i.test(each.field))
  if (!counter || !has('startDate') || !has('endDate')) return null
  const days = daysBetween(values.startDate, values.endDate)
  return days === null ? null : { field: counter.field, days }
}
