import type { ModuleSurface } from '@/app/descriptor'

export const surface: ModuleSurface = { id: 'audit', routes: [], menu: [] }
