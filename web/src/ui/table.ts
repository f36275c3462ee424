/** One column of UiTable. `key` is the property shown unless a slot `cell-<key>` draws it. */
export interface Column<Row> {
  key: string
  title: string
  /** Text of the cell; default: the property named by key. */
  text?: (row: Row) => string | number | undefined
  /** CSS width such as "160px". */
  width?: string
  align?: 'start' | 'end'
  /** Name for the server's sort order; the header becomes a button. */
  sort?: string
  /** The header cell of the row (th scope=row); one column. */
  head?: boolean
  /** Cannot be switched off in the column list. */
  fixed?: boolean
  /** Off until chosen. */
  off?: boolean
}
