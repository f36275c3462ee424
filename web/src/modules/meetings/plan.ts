import type { Attendee, Election, Figures, Mark, Meeting, Plan, Quorum } from './office'

/** The plan of a meeting as it stands, to be sent back with one thing changed: what is left out of a plan is taken away. */
export function planOf(meeting: Meeting): Plan {
  return {
    title: meeting.title,
    starts_at: meeting.starts_at,
    ends_at: meeting.ends_at,
    place: meeting.place,
    chair: meeting.chair?.id,
    recorder: meeting.recorder?.id,
    participants: meeting.participants,
    guests: guestsOf(meeting),
    items: meeting.items.map(({ id, kind, title, body }) => ({ id, kind, title, body })),
    materials: meeting.materials,
  }
}
/**
 * What somebody typed over `before`, brought onto `now` that another person saved meanwhile: fields left alone follow, fields
 * changed here stay as they were typed.
 */
export function broughtOnto<V extends object>(before: V, typed: V, now: V): V {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const out = { ...now }
  for (const name of Object.keys(typed) as (keyof V)[]) if (!same(typed[name], before[name])) out[name] = typed[name]
  return out
}
export const guestsOf = (meeting: Meeting) =>
  meeting.people
    .filter((one) => one.part === 'guest')
    .map((one) => (one.person ? { person: one.person } : { name: one.name }))

/** Whom a mark is about: the line, or the person where the line has no number yet. */
export const lineOf = (one: Attendee) => (one.id ? { attendee: one.id } : { person: one.person })

/** What one tap on a name does: there, then away, then there again. */
export const tapped = (one: Attendee): Mark => ({
  ...lineOf(one),
  presence: one.presence === 'present' ? 'absent' : 'present',
})

/** Everybody not marked yet: there, but for those who said that they cannot come. Nobody already marked is touched. */
export const everybodyElse = (people: Attendee[]): Mark[] =>
  people
    .filter((one) => !one.gone && one.presence === 'unknown')
    .map((one) => ({ ...lineOf(one), presence: one.reply === 'absent' ? 'absent' : 'present' }))

/** Which quorum speaks of a vote of this kind; the general one where there is none of its own. */
export function quorumOf(figures: Figures, purpose: string): Quorum | undefined {
  const wanted = purpose === 'conversion' ? 'admission' : purpose
  return figures.quorums.find((one) => one.purpose === wanted) ?? figures.quorums[0]
}
/** The quorums the agenda asks for: none where nothing is voted on. */
export function wantedQuorums(figures: Figures, items: { kind: string }[]): Quorum[] {
  const has = (kind: string) => items.some((one) => one.kind === kind)
  return figures.quorums.filter((one) => (one.purpose === 'election' ? has('election') : has('vote')))
}
/** How many voters are missing for a quorum. */
export const shortOf = (one: Quorum, figures: Figures) => Math.max(0, one.present_needed - figures.voters_present)

/** A number somebody typed; nothing typed is nothing, never nought. */
export const numberOf = (typed: string | number | undefined): number | undefined => {
  const text = String(typed ?? '').trim()
  return /^\d{1,5}$/.test(text) ? Number(text) : undefined
}

/**
 * What a round of an election begins with: as it stood, or, after other rounds, the places they left open and who did not get
 * through; after a tie, those who are tied.
 */
export function startOf(before: Election | undefined, after: Election[] = []) {
  const elected = after.flatMap((round) => round.candidates.filter((one) => one.result === 'elected'))
  const last = after[after.length - 1]
  const stood = (before ?? last)?.candidates.filter((one) => before || one.result !== 'elected') ?? []
  const tied = before ? [] : stood.filter((one) => one.result === 'tied')
  const open = last ? last.seats - last.candidates.filter((one) => one.result === 'elected').length : 1
  return {
    seats: before?.seats ?? Math.max(1, open),
    candidates: (tied.length ? tied : stood).filter((one) => tied.length || !one.written_in),
    elected,
  }
}
