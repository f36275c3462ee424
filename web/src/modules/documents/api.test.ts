import { describe, expect, it } from 'vitest'
import { address, type Offer } from './api'

const offer = (more: Partial<Offer>): Offer => ({
  document: 'notice',
  title: '会议通知',
  ready: true,
  missing: [],
  by_hand: [],
  ...more,
})

describe('the address of a document', () => {
  it('names the point of the agenda and the round only where there are several', () => {
    expect(address('/v1/meetings/7', offer({}), 'print')).toBe('/v1/meetings/7/documents/notice?format=print')
    expect(address('/v1/meetings/7', offer({ document: 'ballot', item: '9', round: 2 }), 'pdf')).toBe(
      '/v1/meetings/7/documents/ballot?format=pdf&item=9&round=2',
    )
  })
})
