import { t } from './locales/office'

/** Meetings an organisation of this kind holds; the server decides, this only keeps the others off the screen. */
export function kindsOf(organisation: string): string[] {
  if (organisation === 'group') return ['group_meeting', 'party_lecture', 'theme_day', 'organisation_life_meeting']
  if (!/branch$/.test(organisation) || /general_branch$/.test(organisation))
    return ['committee_meeting', 'democratic_life_meeting']
  return [
    'members_meeting',
    'committee_meeting',
    'party_lecture',
    'theme_day',
    'organisation_life_meeting',
    'democratic_appraisal',
  ]
}
/** What a meeting of this kind is called there, before the server has named one. */
export const kindTitle = (kind: string, organisation = '') =>
  t.kindsAbove[organisation.replace(/^temporary_/, '')]?.[kind] ?? t.kinds[kind] ?? kind
/** Whether everybody has to be in one room, so that there is a quorum; else the same content may be offered twice. */
export const inOneRoom = (kind: string) =>
  ['members_meeting', 'organisation_life_meeting', 'democratic_appraisal'].includes(kind)
export const ofCommittee = (kind: string) => kind === 'committee_meeting' || kind === 'democratic_life_meeting'
