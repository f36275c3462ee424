import type { Finding, Import, Row } from './api'
import { toneOfHandling } from './tones'
import { t } from './locales'

export interface GridCell {
  /** What will be taken: the mended value, else the text as read. */
  text: string
  read: string
  /** Not shown whole: an ID, a telephone number, an address. */
  masked: boolean
  /** Canonical column, "" when the column is not taken. */
  column: string
  tone: string
  said: string
  /** Somebody gave this cell another value, or let it stand. */
  answered: boolean
  /** The gravest thing said about it, when it waits for a person. */
  open?: Finding
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
/** Rows of one sheet under that sheet's headings. */
export interface GridGroup {
  sheet: number
  name: string
  columns: string[]
  rows: GridRow[]
}

/** How the server covers what is sensitive. */
const masks = /\*{2,}/
const weight = ['error', 'confirm', 'warn', 'drop', 'auto']
const sentences = (findings: Finding[]) => findings.map((finding) => finding.text).join('；')

function cellOf(row: Row, text: string, column: string): GridCell {
  const about = column
    ? [...row.findings]
        .filter((finding) => finding.column === column)
        .sort((a, b) => weight.indexOf(a.handling) - weight.indexOf(b.handling))
    : []
  const answer = column ? row.answers.find((one) => one.column === column) : undefined
  const given = answer && (answer.action === 'mend' || answer.action === 'accept') ? answer.value : undefined
  const said = [given !== undefined && given !== text ? t.grid.was(text) : '', sentences(about)]
  const open = about.find((one) => one.handling === 'error' || one.handling === 'confirm')
  return {
    text: given ?? text,
    read: text,
    masked: masks.test(given ?? text),
    column,
    tone: about[0] ? toneOfHandling(about[0].handling) : answer ? 'green' : '',
    said: said.filter(Boolean).join('；'),
    answered: Boolean(answer),
    ...(open ? { open } : {}),
  }
}

/** Rows as read, each cell with what the check and the people said about it, sheet by sheet. */
export function gridOf(sheets: Import['sheets'], rows: Row[]): GridGroup[] {
  const groups: GridGroup[] = []
  for (const row of rows) {
    const sheet = sheets.find((one) => one.position === row.sheet)
    const known = sheet?.columns ?? []
    let group = groups[groups.length - 1]
    if (group?.sheet !== row.sheet) {
      const columns = known.map((one) => one.header || one.meaning_title || '')
      group = { sheet: row.sheet, name: sheet?.name ?? '', columns, rows: [] }
      groups.push(group)
    }
    group.rows.push({
      key: `${row.sheet}-${row.row}`,
      sheet: row.sheet,
      line: row.row,
      state: row.state,
      said: row.refusal ?? sentences(row.findings.filter((finding) => finding.column === '(row)')),
      cells: row.cells.map((text, index) => cellOf(row, text, known[index]?.meaning_title ?? '')),
    })
  }
  return groups
}

export interface Place {
  row: number
  cell: number
}

/** Where an arrow key leads inside rows of these lengths; undefined for keys that move nothing. */
export function moved(from: Place, key: string, lengths: number[]): Place | undefined {
  const steps: Record<string, [number, number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    PageUp: [-10, 0],
    PageDown: [10, 0],
    Home: [0, -Infinity],
    End: [0, Infinity],
  }
  const step = steps[key]
  if (!step) return undefined
  const within = (value: number, most: number) => Math.min(Math.max(value, 0), Math.max(most, 0))
  const row = within(from.row + step[0], lengths.length - 1)
  return { row, cell: within(from.cell + step[1], (lengths[row] ?? 1) - 1) }
}

/** The next cell that waits for a person after this one, around the end. */
export function nextOpen(from: Place, rows: GridRow[]): Place | undefined {
  const all = rows.flatMap((row, at) => row.cells.flatMap((one, cell) => (one.open ? [{ row: at, cell }] : [])))
  return all.find((one) => one.row > from.row || (one.row === from.row && one.cell > from.cell)) ?? all[0]
}
