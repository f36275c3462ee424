import { texts } from '../texts'
import { zhCN } from './zh-CN'

export const t = texts({ 'zh-CN': zhCN })
