/** What an import would do, as ImportDialog.vue shows it. */
export interface ImportRow {
  key: string
  name: string
  note: string
  tag: string
  /** Something is new. */
  strong: boolean
}
export interface ImportPlan {
  numbers: readonly { name: string; value: number }[]
  /** All of them; the dialog shows the first ones. */
  rows: readonly ImportRow[]
  /** How much there is to take over; 0: nothing. */
  count: number
  /** What taking it over is called, where that says more than the dialog does. */
  confirm?: string
}

/** The words of the page. */
export type Say = (key: string, values?: Record<string, unknown>) => string
