import { useQuery } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useSession } from '@/app/session'
import { rights } from './rights'
import { api, body, type Answer, type Body, type Item, type Query } from '@/api/client'

export type OwnSession = Item<'/v1/sessions', 'get'>
export type Account = Item<'/v1/accounts', 'get'>
export type AccountDetail = Answer<'/v1/accounts/{id}', 'get'>
export type Grant = Item<'/v1/role-grants', 'get'>
export type Invitation = Item<'/v1/invitations', 'get'>
export type Permissions = Answer<'/v1/permissions', 'get'>

// Own account

export const useOwnSessions = () =>
  useQuery({ queryKey: ['session', 'own'], queryFn: async () => (await body(api.GET('/v1/sessions'))).items })
export const endSession = (id: string) => api.DELETE('/v1/sessions/{id}', { params: { path: { id } } })
export const changePassword = (change: Body<'/v1/account/password', 'put'>) =>
  api.PUT('/v1/account/password', { body: change })
export const beginTotp = () => body(api.POST('/v1/account/totp'))
export const confirmTotp = (code: string) => body(api.PUT('/v1/account/totp', { body: { code } }))
export const endTotp = (code: string) => api.DELETE('/v1/account/totp', { params: { query: { code } } })

// Invitations

/** The token travels in bodies: addresses stand in logs. */
export const readInvitation = (token: string) => body(api.POST('/v1/invitation-views', { body: { token } }))
export const acceptInvitation = (acceptance: Body<'/v1/invitation-acceptance', 'put'>) =>
  api.PUT('/v1/invitation-acceptance', { body: acceptance })
export const useInvitations = (query: MaybeRefOrGetter<Query<'/v1/invitations', 'get'>>) =>
  useQuery({
    queryKey: computed(() => ['invitation', 'list', toValue(query)]),
    queryFn: () => body(api.GET('/v1/invitations', { params: { query: toValue(query) } })),
    placeholderData: (previous) => previous,
  })
export const invite = (command: Body<'/v1/invitations', 'post'>) => body(api.POST('/v1/invitations', { body: command }))
export const withdrawInvitation = (id: string) => api.DELETE('/v1/invitations/{id}', { params: { path: { id } } })

// Accounts

export const useAccounts = (query: MaybeRefOrGetter<Query<'/v1/accounts', 'get'>>) =>
  useQuery({
    queryKey: computed(() => ['account', 'list', toValue(query)]),
    queryFn: () => body(api.GET('/v1/accounts', { params: { query: toValue(query) } })),
    placeholderData: (previous) => previous,
  })
export const findAccounts = async (q: string, signal?: AbortSignal) =>
  (await body(api.GET('/v1/accounts', { params: { query: { q, limit: 8 } }, signal }))).items
export const useAccount = (id: MaybeRefOrGetter<string>) =>
  useQuery({
    queryKey: computed(() => ['account', 'one', toValue(id)]),
    queryFn: () => body(api.GET('/v1/accounts/{id}', { params: { path: { id: toValue(id) } } })),
  })
export const lockAccount = (id: string, reason: string) =>
  api.PUT('/v1/accounts/{id}/lock', { params: { path: { id } }, body: { reason } })
export const unlockAccount = (id: string) => api.DELETE('/v1/accounts/{id}/lock', { params: { path: { id } } })
export const endAllSessions = (id: string) => api.DELETE('/v1/accounts/{id}/sessions', { params: { path: { id } } })

/** For a forgotten password: a link for the holder, shown once. */
export const resetPassword = (id: string) =>
  body(api.POST('/v1/accounts/{id}/password-resets', { params: { path: { id } } }))
export type PasswordReset = Item<'/v1/password-resets', 'get'>
/** New passwords of accounts with power over others, which wait for a second person. */
export const usePasswordResets = (enabled: MaybeRefOrGetter<boolean>) =>
  useQuery({
    enabled: computed(() => toValue(enabled)),
    queryKey: ['password-reset', 'list'],
    queryFn: async () => (await body(api.GET('/v1/password-resets'))).items,
  })
export const decideReset = (id: string, accepted: boolean) =>
  api.PUT('/v1/password-resets/{id}/confirmation', { params: { path: { id } }, body: { accepted } })

/** For a lost phone: the next sign-in sets up a new second factor. */
export const resetTotp = (id: string) => api.DELETE('/v1/accounts/{id}/totp', { params: { path: { id } } })

// Role grants and rights

export const useGrants = (query: MaybeRefOrGetter<Query<'/v1/role-grants', 'get'>>) =>
  useQuery({
    queryKey: computed(() => ['grant', 'list', toValue(query)]),
    queryFn: () => body(api.GET('/v1/role-grants', { params: { query: toValue(query) } })),
    placeholderData: (previous) => previous,
  })
export const grantRole = (command: Body<'/v1/role-grants', 'post'>) =>
  body(api.POST('/v1/role-grants', { body: command }))
/** The second person's word on a proposed grant. */
export const decideGrant = (id: string, accepted: boolean) =>
  body(api.PUT('/v1/role-grants/{id}/confirmation', { params: { path: { id } }, body: { accepted } }))
export const revokeGrant = (id: string) => api.DELETE('/v1/role-grants/{id}', { params: { path: { id } } })
export const handOver = (id: string, command: Body<'/v1/role-grants/{id}/hand-over', 'post'>) =>
  body(api.POST('/v1/role-grants/{id}/hand-over', { params: { path: { id } }, body: command }))
export const usePermissions = (enabled: MaybeRefOrGetter<boolean> = true) =>
  useQuery({
    enabled: computed(() => toValue(enabled)),
    queryKey: ['permission', 'all'],
    queryFn: () => body(api.GET('/v1/permissions')),
    staleTime: Infinity,
  })

/** The roles as choices. Their titles come with the table of rights; who may not read it has none to choose from. */
export function useRoles() {
  const session = useSession()
  const { data } = usePermissions(() => session.can(rights.permissions))
  return computed(() =>
    (data.value?.roles ?? []).map((role) => ({ value: role.id, title: role.title, secondFactor: role.second_factor })),
  )
}
