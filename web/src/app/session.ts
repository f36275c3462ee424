import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { access, api, body, type Answer, type Body } from '@/api/client'
import { asProblem } from '@/api/problem'
import { drafts } from '@/ui/form'
import { onChange, startLive, stopLive } from './live'
import { look } from './preferences'
import { queries } from './queries'

export type Me = Answer<'/v1/session', 'get'>

/** Who is signed in. Holds nothing of the server's data beyond the session itself. */
export const useSession = defineStore('session', () => {
  const me = ref<Me>()
  const asked = ref(false)
  /** Whether this is the demo, as far as it is known; strangers are told as well. */
  const demo = ref<boolean>()
  let asking: Promise<void> | undefined

  const rights = computed(() => new Set(me.value?.rights ?? []))
  /** True when the session has one of the rights; an empty list asks for nothing. */
  const can = (...wanted: string[]) => wanted.length === 0 || wanted.some((right) => rights.value.has(right))

  /** What must be done before anything else: the server gives no rights until then. */
  const due = computed<'password' | 'totp' | undefined>(() => {
    if (me.value?.must_change_password) return 'password'
    return me.value?.totp === 'required' ? 'totp' : undefined
  })

  function take(found: Me) {
    me.value = found
    demo.value = found.demo
    access.csrfToken = found.csrf_token
    drafts.owner = found.account
    look.size = found.preferences.size
    look.theme = found.preferences.theme
    startLive()
  }

  function forget() {
    me.value = undefined
    access.csrfToken = ''
    drafts.owner = ''
    drafts.forgetPrivate()
    stopLive()
    queries.clear()
  }

  /** Asks the server who we are, once; `again` asks anew (after a change of the own account). */
  async function load(again = false): Promise<void> {
    if (asked.value && !again) return
    asking ??= (async () => {
      try {
        take(await body(api.GET('/v1/session')))
        asked.value = true
      } catch (error) {
        if (asProblem(error).status !== 401) throw error
        asked.value = true
        if (me.value) access.onSignedOut()
        forget()
      } finally {
        asking = undefined
      }
    })()
    return asking
  }

  // Ended elsewhere (by the person or the security administrator): ask whether it was this one.
  onChange((change) => {
    if (change.kind === 'session_ended' && me.value) void load(true).catch(() => undefined)
  })

  /** For pages without a session: asks once whether this is the demo. */
  async function learnDemo() {
    if (demo.value !== undefined) return
    try {
      demo.value = (await body(api.GET('/v1/setup'))).demo
    } catch {
      // The page itself says when the server does not answer.
    }
  }

  async function signIn(credentials: Body<'/v1/session', 'post'>) {
    await api.POST('/v1/session', { body: credentials })
    await load(true)
  }

  async function signOut() {
    await api.DELETE('/v1/session')
    drafts.clear()
    forget()
  }

  /** Keeps the look with the account; the device's copy is already painted. */
  async function keepLook() {
    if (me.value) await api.PUT('/v1/account/preferences', { body: { size: look.size, theme: look.theme } })
  }

  return { me, asked, demo, due, can, learnDemo, load, forget, signIn, signOut, keepLook }
})
