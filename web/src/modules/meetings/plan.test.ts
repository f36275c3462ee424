import { describe, expect, it } from 'vitest'
import { kindTitle, kindsOf } from './kinds'
import type { Attendee, Election, Figures, Meeting } from './office'
import { broughtOnto, everybodyElse, numberOf, planOf, quorumOf, shortOf, startOf, tapped, wantedQuorums } from './plan'
import { sittingsOf } from './sittings'
import { instantOf, later, meetingTime } from './when'

const person = (id: string, more: Partial<Attendee> = {}) =>
  ({
    id,
    person: `p${id}`,
    name: id,
    part: 'due',
    gone: false,
    reply: 'none',
    presence: 'unknown',
    ...more,
  }) as Attendee

describe('attendance', () => {
  it('takes the rest as there, but for those who said they cannot come', () => {
    const people = [
      person('1'),
      person('2', { reply: 'absent', reply_reason: 'surgery' }),
      person('3', { presence: 'absent' }),
      person('4', { gone: true }),
      person('5', { id: undefined, reply: 'coming' }),
    ]
    expect(everybodyElse(people)).toEqual([
      { attendee: '1', presence: 'present' },
      { attendee: '2', presence: 'absent' },
      { person: 'p5', presence: 'present' },
    ])
  })
  it('turns a line with each tap', () => {
    expect(tapped(person('1')).presence).toBe('present')
    expect(tapped(person('1', { presence: 'present' })).presence).toBe('absent')
    expect(tapped(person('1', { presence: 'absent' })).presence).toBe('present')
  })
})

it('sends a plan back whole, so that nothing is taken away by a change of one thing', () => {
  const meeting = {
    title: '党课',
    starts_at: 'a',
    ends_at: 'b',
    place: '示教室',
    chair: { id: '5', name: '甲' },
    participants: ['5'],
    items: [{ id: '9', kind: 'vote', kind_title: '表决', title: '通过', body: '' }],
    materials: [{ title: '稿', link: '/a' }],
    people: [
      person('1'),
      person('2', { part: 'guest' }),
      person('3', { part: 'guest', person: undefined, name: '客' }),
    ],
  } as unknown as Meeting
  expect(planOf(meeting)).toEqual({
    title: '党课',
    starts_at: 'a',
    ends_at: 'b',
    place: '示教室',
    chair: '5',
    recorder: undefined,
    participants: ['5'],
    guests: [{ person: 'p2' }, { name: '客' }],
    items: [{ id: '9', kind: 'vote', title: '通过', body: '' }],
    materials: [{ title: '稿', link: '/a' }],
  })
})

it('asks the quorum of the vote in hand', () => {
  const figures = {
    voters_present: 5,
    quorums: [
      { purpose: 'resolution', present_needed: 6 },
      { purpose: 'admission', present_needed: 8 },
    ],
  } as unknown as Figures
  expect(shortOf(quorumOf(figures, 'resolution')!, figures)).toBe(1)
  expect(shortOf(quorumOf(figures, 'conversion')!, figures)).toBe(3)
  expect(wantedQuorums(figures, [{ kind: 'study' }])).toEqual([])
  expect(wantedQuorums(figures, [{ kind: 'vote' }])).toHaveLength(2)
  expect(quorumOf(figures, 'disposal')?.purpose).toBe('resolution')
})

it('reads a number that was typed, and nothing as nothing', () => {
  expect([' 12 ', '0', '', undefined, '1.5', '-1'].map(numberOf)).toEqual([
    12,
    0,
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

it('shows times of Shanghai, and writes them', () => {
  const starts_at = instantOf('2026-11-25', '9:30')
  expect(starts_at).toBe('2026-11-25T09:30:00+08:00')
  expect(later(starts_at, 90)).toBe('2026-11-25T03:00:00Z')
  expect(meetingTime({ starts_at, ends_at: later(starts_at, 90) })).toMatch(/25 日 周三 09:30–11:00$/)
})

it('asks each person to one of several sittings, and those who can come to none stand in the first', () => {
  const sitting = (day: string, coming: string[]) => ({
    day,
    starts: '12:20',
    ends: '13:20',
    coming: coming.map((id) => ({ id, name: id })),
    asked: [],
    unknown: [],
  })
  const proposal = {
    sittings: [sitting('2026-11-25', ['1', '2']), sitting('2026-11-26', ['2', '3'])],
    absent: [{ id: '4' }],
  }
  expect(sittingsOf(proposal as never).map((one) => one.participants)).toEqual([['1', '2', '4'], ['3']])
  expect(sittingsOf({ ...proposal, sittings: proposal.sittings.slice(0, 1) } as never)[0]!.participants).toEqual([])
})

it('names a meeting as its organisation says it', () => {
  expect(kindTitle('committee_meeting', 'temporary_general_branch')).toBe('党总支委员会会议')
  expect(kindTitle('committee_meeting', 'committee')).toBe('党委会议')
  expect(kindTitle('committee_meeting', 'joint_branch')).toBe('支部委员会会议')
  expect(kindTitle('theme_day', 'committee')).toBe('主题党日')
})

it('offers a committee no meeting of members, and a group none of the branch', () => {
  expect(kindsOf('general_branch')).not.toContain('members_meeting')
  expect(kindsOf('joint_branch')).toContain('members_meeting')
  expect(kindsOf('group')).toContain('group_meeting')
  expect(kindsOf('committee')).toEqual(['committee_meeting', 'democratic_life_meeting'])
})

describe('somebody else saved while one typed', () => {
  it('keeps what was typed and lets the rest follow', () => {
    const before = { place: '示教室', title: '党员大会', items: [{ title: '学习' }] }
    const typed = { ...before, title: '九月党员大会', items: [{ title: '学习' }] }
    const now = { place: '会议室', title: '支部党员大会', items: [{ title: '学习' }, { title: '表决' }] }
    expect(broughtOnto(before, typed, now)).toEqual({ ...now, title: '九月党员大会' })
    expect(broughtOnto(before, before, now)).toEqual(now)
  })
})

describe('the next round of an election', () => {
  const round = (seats: number, results: Record<string, string>, written: string[] = []) =>
    ({
      seats,
      candidates: Object.entries(results).map(([name, result]) => ({
        person: `p${name}`,
        name,
        result,
        written_in: written.includes(name),
      })),
    }) as unknown as Election
  const names = (start: ReturnType<typeof startOf>) => start.candidates.map((one) => one.name)

  it('begins with the open places and who did not get through', () => {
    const next = startOf(undefined, [
      round(3, { a: 'elected', b: 'not_elected', c: 'not_elected', d: 'not_elected' }, ['d']),
    ])
    expect([next.seats, names(next)]).toEqual([2, ['b', 'c']])
    expect(next.elected.map((one) => one.name)).toEqual(['a'])
  })
  it('is between the tied after a tie, written in or not', () => {
    const next = startOf(undefined, [round(2, { a: 'elected', b: 'tied', c: 'tied', d: 'not_elected' }, ['c'])])
    expect([next.seats, names(next)]).toEqual([1, ['b', 'c']])
  })
  it('begins empty where nothing went before, and as it stood where it is changed', () => {
    expect(startOf(undefined)).toEqual({ seats: 1, candidates: [], elected: [] })
    expect(names(startOf(round(2, { a: 'open', b: 'open', c: 'open' })))).toEqual(['a', 'b', 'c'])
  })
})
