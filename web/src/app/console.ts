import * as accounts from '@/modules/accounts/console'
import * as appraisal from '@/modules/appraisal/console'
import * as approvals from '@/modules/approvals/console'
import * as audit from '@/modules/audit/console'
import * as calendar from '@/modules/calendar/console'
import * as confirmations from '@/modules/confirmations/console'
import * as home from '@/modules/home/console'
import * as intake from '@/modules/intake/console'
import * as meetings from '@/modules/meetings/console'
import * as organisations from '@/modules/organisations/console'
import * as people from '@/modules/people/console'
import * as re_elections from '@/modules/re_elections/console'
import * as regulations from '@/modules/regulations/console'
import * as rosters from '@/modules/rosters/console'
import * as notices from '@/modules/notices/console'
import * as setup from '@/modules/setup/console'
import * as system from '@/modules/system/console'
import type { ModuleSurface } from './descriptor'
import ConsoleShell from './shell/ConsoleShell.vue'
import { consoleMenu } from './shell/menu'
import { start } from './start'

const modules: ModuleSurface[] = [
  home.surface,
  confirmations.surface,
  meetings.surface,
  approvals.surface,
  appraisal.surface,
  re_elections.surface,
  organisations.surface,
  people.surface,
  rosters.surface,
  intake.surface,
  accounts.surface,
  audit.surface,
  regulations.surface,
  calendar.surface,
  system.surface,
  notices.surface,
  setup.surface,
]
consoleMenu.push(...modules.flatMap((module) => module.menu).sort((a, b) => a.order - b.order))
start(
  ConsoleShell,
  '/console/',
  modules.flatMap((module) => module.routes),
)
