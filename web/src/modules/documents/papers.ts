export type Format = 'docx' | 'pdf' | 'print'

/** A paper that can be made, or that lacks facts; `address` is where one form of it is, the print view opens there. */
export interface Paper {
  title: string
  ready: boolean
  missing: string[]
  by_hand: string[]
  copies?: number
  address: (format: Format) => string
}
