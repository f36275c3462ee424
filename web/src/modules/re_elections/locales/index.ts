import { texts } from '@/ui/texts'
import { zhCN } from './zh-CN'

export const t = texts({ 'zh-CN': zhCN })
