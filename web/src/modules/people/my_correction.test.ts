import { flushPromises, mount } from '@vue/test-utils'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { drafts } from '@/ui/form'
import MyCorrectionForm from './components/MyCorrectionForm.vue'
import type { Field } from './api'

const field = (name: string, sealed: boolean): Field => ({
  name,
  title: '联系电话',
  kind: 'text',
  value: '旧值',
  shown: '旧值',
  masked: false,
  sealed,
  revealable: false,
  editable: false,
  correction: 'approval',
  options: [],
})

async function typed(one: Field) {
  const form = mount(MyCorrectionForm, { props: { person: '7', field: one }, global: { plugins: [VueQueryPlugin] } })
  await form.find('[name=value]').setValue('15400001234')
  await form.find('[name=note]').setValue('换了号码')
  vi.advanceTimersByTime(500)
  await flushPromises()
  return { form, kept: JSON.stringify({ ...localStorage }) }
}

describe('the draft of a correction', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    localStorage.clear()
    drafts.owner = '1'
  })
  afterEach(() => {
    drafts.owner = ''
    vi.useRealTimers()
  })

  it('keeps no value of a sealed field on the device, though the own file shows it in clear', async () => {
    const { form, kept } = await typed(field('mobile', true))
    expect(kept).not.toContain('15400001234')
    expect(kept).toContain('换了号码')
    form.unmount()
  })

  it('keeps the value of another field', async () => {
    const { form, kept } = await typed(field('position', false))
    expect(kept).toContain('15400001234')
    form.unmount()
  })

  it('brings no value back that an older draft kept', async () => {
    localStorage.setItem(drafts.key('correction-mobile-'), JSON.stringify({ value: '15499999999', note: '旧' }))
    const form = mount(MyCorrectionForm, {
      props: { person: '7', field: field('mobile', true) },
      global: { plugins: [VueQueryPlugin] },
    })
    expect((form.find('[name=value]').element as HTMLInputElement).value).toBe('旧值')
    form.unmount()
  })
})
