import type { ModuleSurface } from '@/app/descriptor'
import { rights } from './rights'
import { t } from './locales'

export const surface: ModuleSurface = {
  id: 'accounts',
  routes: [
    { path: '/account', name: 'own-account', component: () => import('./pages/OwnAccountPage.vue') },
    { path: '/account/totp', name: 'own-totp', redirect: { name: 'own-account', query: { tab: 'totp' } } },
    { path: '/account/password', name: 'own-password', redirect: { name: 'own-account', query: { tab: 'password' } } },
    {
      path: '/accounts',
      name: 'accounts',
      component: () => import('./pages/AccountsPage.vue'),
      meta: { rights: [rights.read] },
    },
    {
      path: '/accounts/:id',
      name: 'account',
      component: () => import('./pages/AccountPage.vue'),
      props: true,
      meta: { rights: [rights.read], tab: 'accounts' },
    },
    {
      path: '/role-grants',
      name: 'role-grants',
      component: () => import('./pages/GrantsPage.vue'),
      meta: { rights: [rights.readGrants] },
    },
    {
      path: '/invitations',
      name: 'invitations',
      component: () => import('./pages/InvitationsPage.vue'),
      meta: { rights: [rights.invite] },
    },
    {
      path: '/permissions',
      name: 'permissions',
      component: () => import('./pages/PermissionsPage.vue'),
      meta: { rights: [rights.permissions] },
    },
  ],
  menu: [
    { id: 'accounts', title: t.accounts, icon: 'users', to: 'accounts', rights: [rights.read], order: 70 },
    { id: 'role-grants', title: t.grants, icon: 'key', to: 'role-grants', rights: [rights.readGrants], order: 71 },
    { id: 'invitations', title: t.invitations, icon: 'qr', to: 'invitations', rights: [rights.invite], order: 72 },
    {
      id: 'permissions',
      title: t.permissions,
      icon: 'shield',
      to: 'permissions',
      rights: [rights.permissions],
      order: 73,
    },
  ],
}
