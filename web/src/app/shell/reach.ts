import { computed, type ComputedRef } from 'vue'
import { useSession } from '../session'
import { t } from '../locales'

type Kind = keyof typeof t.found
const rights: Record<Kind, string> = {
  person: 'people.read',
  organisation: 'organisations.read',
  meeting: 'meetings.read',
  account: 'accounts.read',
}

/** Whether the search finds this kind of thing for the one signed in. */
export const finds = (kind: Kind): boolean => useSession().can(rights[kind])

/** What the search box promises: only what is found for this person; pages are found for everybody. */
export const searchWords = (): ComputedRef<string> =>
  computed(() => t.search((Object.keys(t.found) as Kind[]).filter(finds).map((kind) => t.found[kind])))
