import type { ModuleSurface } from '@/app/descriptor'

export const surface: ModuleSurface = { id: 'setup', routes: [], menu: [] }
