import type { SlotProposal } from '@/modules/rosters'
import { instantOf } from './when'

/** One meeting to be called: when, and who of several sittings is asked to this one (nobody named: everybody). */
export interface PlannedSitting {
  starts_at: string
  ends_at: string
  participants: string[]
}

/**
 * The meetings of a proposal. Of several sittings of the same content each person is asked to one; those who can come to none
 * stand on the list of the first, so that they are told, and why they were away is on record.
 */
export function sittingsOf(proposal: SlotProposal): PlannedSitting[] {
  const several = proposal.sittings.length > 1
  const taken = new Set<string>()
  return proposal.sittings.map((one, index) => {
    const people = [...one.coming, ...one.asked, ...one.unknown, ...(index === 0 ? proposal.absent : [])]
    const fresh = [...new Set(people.map(({ id }) => id))].filter((id) => !taken.has(id))
    fresh.forEach((id) => taken.add(id))
    return {
      starts_at: instantOf(one.day, one.starts),
      ends_at: instantOf(one.day, one.ends),
      participants: several ? fresh : [],
    }
  })
}
