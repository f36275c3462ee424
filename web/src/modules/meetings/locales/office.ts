import { texts } from '@/ui/texts'
import { calling } from './office/calling'
import { counts } from './office/counts'
import { meeting } from './office/meeting'
import { minutes } from './office/minutes'
import { tasks } from './office/tasks'
import { year } from './office/year'

/** What those read who organise meetings: secretaries and the party office. Each screen has a file of its own. */
const zhCN = {
  life: '组织生活',
  nav: {
    meetings: '会议',
    plan: '年度计划',
    ledger: '台账',
    tasks: '决议和整改',
    opinions: '支部意见',
    appraisals: '民主评议',
    reElections: '换届',
    pack: '谈心与整改',
    overview: '各支部',
  },
  ...calling,
  ...meeting,
  ...counts,
  ...minutes,
  ...year,
  ...tasks,
  cancel: '收起',
  save: '保存',
  more: '更多',
}
export const t = texts({ 'zh-CN': zhCN })
