import { computed, inject, nextTick, onBeforeUnmount, onMounted, provide, reactive, ref, watch } from 'vue'
import type { ComputedRef, InjectionKey, Ref } from 'vue'
import { matchedRouteKey, onBeforeRouteLeave } from 'vue-router'
import { Problem, asProblem } from '../api/problem'
import { ask } from './host'
import { t } from './locales'

/** What the name of a draft begins with that may tell of somebody's health: it goes when the session ends by itself, too. */
export const privately = 'private:'

/** Whose drafts are read and written. The session sets it; without an owner nothing is kept. */
export const drafts = {
  owner: '',
  key: (form: string) => `draft:${drafts.owner}:${form}`,
  /** Forgets what nobody else at this device may find: called whenever a session is over, also by its idle time. */
  forgetPrivate() {
    for (const key of Object.keys(localStorage))
      if (key.startsWith('draft:') && key.split(':')[2] === 'private') localStorage.removeItem(key)
  },
  /** Forgets every draft on this device: called at sign-out. */
  clear() {
    for (const key of Object.keys(localStorage)) if (key.startsWith('draft:')) localStorage.removeItem(key)
  },
}

interface RegisteredField {
  name: string
  label: string
  required: boolean
  choice: boolean
}

export interface Form<V extends object = Record<string, unknown>> {
  values: V
  /** Error texts by field name. */
  errors: Record<string, string>
  /** The refusal as a whole, when it is about no single field. */
  problem: Ref<Problem | undefined>
  busy: Ref<boolean>
  dirty: ComputedRef<boolean>
  /** True after values came back from a draft. */
  restored: Ref<boolean>
  summary: ComputedRef<{ name: string; text: string }[]>
  /** Grows with each refused submission: the summary takes focus then. */
  refusals: Ref<number>
  submit: () => Promise<boolean>
  /** Back to the initial values; forgets the draft. */
  reset: () => void
  register: (field: RegisteredField) => () => void
}

export const formKey: InjectionKey<Form> = Symbol('form')

export interface FormOptions<V extends object, R> {
  /** Initial values; called again by reset. Field names are the keys, or JSON pointers without the first slash. */
  initial: () => V
  /** Sends the values. A thrown Problem's fields land on the inputs by pointer. */
  submit: (values: V) => Promise<R>
  done?: (result: R, values: V) => void
  /** More checks before sending: answers texts by field name. */
  check?: (values: V) => Record<string, string | undefined>
  /** Name of the draft; fields in `keepOut` (passwords, sealed values) are never kept. */
  draft?: string
  keepOut?: (keyof V & string)[]
  /** Asks before leaving the page with unsent changes. Default: true when there is a draft. */
  guard?: boolean
}

/** Reads a value by field name: "login", or "organisation/name" inside nested values. */
function at(values: unknown, name: string): unknown {
  return name.split('/').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], values)
}

const blank = (value: unknown) =>
  value === undefined || value === null || value === '' || value === false || (Array.isArray(value) && !value.length)

/** "/organisation/name" → "organisation/name". */
export function fieldOf(pointer: string): string {
  return pointer.replace(/^\//, '').replace(/~1/g, '/').replace(/~0/g, '~')
}

/** One form: values, checks, sending, errors by field, draft and leave warning. */
export function useForm<V extends object, R>(options: FormOptions<V, R>): Form<V> {
  const values = reactive(options.initial()) as V
  const errors = reactive<Record<string, string>>({})
  const problem = ref<Problem>()
  const busy = ref(false)
  const restored = ref(false)
  const refusals = ref(0)
  const fields = reactive(new Map<string, RegisteredField>())
  const start = ref(JSON.stringify(values))
  const dirty = computed(() => JSON.stringify(values) !== start.value)
  const summary = computed(() =>
    [...fields.values()].flatMap(({ name }) => (errors[name] ? [{ name, text: errors[name] }] : [])),
  )

  function clearErrors() {
    for (const name of Object.keys(errors)) delete errors[name]
    problem.value = undefined
  }

  function checkHere(): boolean {
    for (const field of fields.values())
      if (field.required && blank(at(values, field.name)))
        errors[field.name] = field.choice ? t.fieldChoose(field.label) : t.fieldRequired(field.label)
    for (const [name, text] of Object.entries(options.check?.(values) ?? {}))
      if (text && !errors[name]) errors[name] = text
    return Object.keys(errors).length === 0
  }

  function land(refusal: Problem) {
    const elsewhere: string[] = []
    for (const field of refusal.fields) {
      const name = fieldOf(field.pointer)
      // A pointer deeper than the form's fields lands on the nearest one above it.
      const known = [...fields.keys()].find((key) => name === key || name.startsWith(`${key}/`))
      if (known) errors[known] ??= field.detail
      else if (field.detail) elsewhere.push(field.detail)
    }
    if (!refusal.fields.length || elsewhere.length || refusal.rule)
      problem.value = elsewhere.length
        ? new Problem(refusal.status, refusal.code, elsewhere.join(' '), [], refusal.requestId, refusal.rule)
        : refusal
  }

  async function submit(): Promise<boolean> {
    if (busy.value) return false
    clearErrors()
    if (!checkHere()) {
      refusals.value++
      return false
    }
    busy.value = true
    try {
      const sent = JSON.parse(JSON.stringify(values)) as V
      const result = await options.submit(sent)
      start.value = JSON.stringify(values)
      forgetDraft()
      options.done?.(result, sent)
      return true
    } catch (error) {
      land(asProblem(error))
      refusals.value++
      return false
    } finally {
      busy.value = false
    }
  }

  const draftKey = () => (options.draft && drafts.owner ? drafts.key(options.draft) : '')
  function forgetDraft() {
    restored.value = false
    if (draftKey()) localStorage.removeItem(draftKey())
  }

  function restoreDraft() {
    const kept = draftKey() && localStorage.getItem(draftKey())
    if (!kept) return
    try {
      const draft = JSON.parse(kept) as Record<string, unknown>
      for (const name of options.keepOut ?? []) delete draft[name]
      Object.assign(values, draft as V)
      restored.value = true
    } catch {
      forgetDraft()
    }
  }

  restoreDraft()
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    () => JSON.stringify(values),
    (now) => {
      clearTimeout(timer)
      if (!draftKey()) return
      timer = setTimeout(() => {
        if (now === start.value) return localStorage.removeItem(draftKey())
        const kept = JSON.parse(now) as Record<string, unknown>
        for (const name of options.keepOut ?? []) delete kept[name]
        try {
          localStorage.setItem(draftKey(), JSON.stringify(kept))
        } catch {
          // A full or forbidden store only costs the draft.
        }
      }, 400)
    },
  )

  function reset() {
    Object.assign(values, options.initial())
    start.value = JSON.stringify(values)
    clearErrors()
    forgetDraft()
  }

  const guarded = options.guard ?? Boolean(options.draft)
  if (guarded) {
    const warn = (event: BeforeUnloadEvent) => {
      if (dirty.value) event.preventDefault()
    }
    onMounted(() => window.addEventListener('beforeunload', warn))
    onBeforeUnmount(() => window.removeEventListener('beforeunload', warn))
    if (inject(matchedRouteKey, undefined))
      onBeforeRouteLeave(async () => {
        if (!dirty.value || busy.value) return true
        return ask({ title: t.leaveTitle, text: t.leaveText, confirm: t.leaveGo, cancel: t.leaveStay })
      })
  }
  onBeforeUnmount(() => clearTimeout(timer))

  const form: Form<V> = {
    values,
    errors,
    problem,
    busy,
    dirty,
    restored,
    summary,
    refusals,
    submit,
    reset,
    register(field) {
      fields.set(field.name, field)
      return () => fields.delete(field.name)
    },
  }
  provide(formKey, form as unknown as Form)
  return form
}

export interface FieldContext {
  id: string
  name: string
  required: boolean
  invalid: ComputedRef<boolean>
  describedBy: ComputedRef<string | undefined>
  /** Called when the value changes: the old complaint goes away. */
  touched: () => void
  /** Shows a complaint the input itself found (an unreadable date). */
  complain: (text: string) => void
}

export const fieldKey: InjectionKey<FieldContext> = Symbol('field')

/** What an input inside UiField binds. Outside a field the input needs its own label. */
export function useField() {
  const field = inject(fieldKey, undefined)
  const attributes = computed(() =>
    field
      ? {
          id: field.id,
          name: field.name,
          'aria-invalid': field.invalid.value || undefined,
          'aria-describedby': field.describedBy.value,
          'aria-required': field.required || undefined,
        }
      : {},
  )
  return { attributes, touched: () => field?.touched(), complain: (text: string) => field?.complain(text) }
}

/** Moves the focus to the field of that name. */
export async function focusField(root: HTMLElement | undefined, name: string) {
  await nextTick()
  const field = root?.querySelector(`[data-field="${CSS.escape(name)}"]`)
  field?.querySelector<HTMLElement>('input,select,textarea,button')?.focus()
}
