import type { ModuleSurface } from '@/app/descriptor'
import { rights } from './rights'
import { t } from './locales/office'

const page = () => import('./pages/OrganisationsPage.vue')

export const surface: ModuleSurface = {
  id: 'organisations',
  routes: [
    { path: '/organisations', name: 'organisations', component: page, meta: { rights: [rights.read] } },
    {
      path: '/organisations/:id',
      name: 'organisation',
      component: page,
      props: true,
      meta: { rights: [rights.read], tab: 'organisations' },
    },
  ],
  menu: [
    {
      id: 'organisations',
      title: t.organisations,
      icon: 'branch',
      to: 'organisations',
      rights: [rights.read],
      order: 15,
    },
  ],
}
