import * as accounts from '@/modules/accounts/member'
import * as appraisal from '@/modules/appraisal/member'
import * as approvals from '@/modules/approvals/member'
import * as ballots from '@/modules/ballots/member'
import * as home from '@/modules/home/member'
import * as meetings from '@/modules/meetings/member'
import * as notices from '@/modules/notices/member'
import * as people from '@/modules/people/member'
import * as rosters from '@/modules/rosters/member'
import type { ModuleSurface } from './descriptor'
import MemberShell from './shell/MemberShell.vue'
import { memberMenu } from './shell/menu'
import { start } from './start'

const modules: ModuleSurface[] = [
  home.surface,
  approvals.surface,
  ballots.surface,
  appraisal.surface,
  meetings.surface,
  people.surface,
  rosters.surface,
  notices.surface,
  accounts.surface,
]
memberMenu.push(...modules.flatMap((module) => module.menu).sort((a, b) => a.order - b.order))
start(
  MemberShell,
  '/m/',
  modules.flatMap((module) => module.routes),
)
meetings.keepSending()
