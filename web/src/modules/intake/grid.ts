import type { Import, Row } from './api'
import { toneOfHandling } from './tones'

export interface GridCell {
  text: string
  /** Canonical column, "" when the column is not taken. */
  column: string
  tone: string
  said: string
}
export interface GridRow {
  key: string
  sheet: number
  line: number
  state: string
  /** What is said of the row as a whole. */
  said: string
  cells: GridCell[]
}

const weight = ['error', 'confirm', 'warn', 'drop', 'auto']

/** Rows as read, each cell with what the check says about it; columns are those of the first row's sheet. */
export function gridOf(sheets: Import['sheets'], rows: Row[]): { columns: string[]; rows: GridRow[] } {
  const columnsOf = (sheet: number) => sheets.find((one) => one.position === sheet)?.columns ?? []
  const columns = columnsOf(rows[0]?.sheet ?? 0).map((one) => one.header || one.meaning_title || '')
  return {
    columns,
    rows: rows.map((row) => {
      const known = columnsOf(row.sheet)
      const about = (column: string) =>
        [...row.findings]
          .filter((finding) => finding.column === column)
          .sort((a, b) => weight.indexOf(a.handling) - weight.indexOf(b.handling))
      const whole = about('(row)')
      return {
        key: `${row.sheet}-${row.row}`,
        sheet: row.sheet,
        line: row.row,
        state: row.state,
        said: row.refusal ?? whole.map((finding) => finding.text).join('；'),
        cells: row.cells.map((text, index) => {
          const column = known[index]?.meaning_title ?? ''
          const said = column ? about(column) : []
          return {
            text,
            column,
            tone: said[0] ? toneOfHandling(said[0].handling) : '',
            said: said.map((finding) => finding.text).join('；'),
          }
        }),
      }
    }),
  }
}
