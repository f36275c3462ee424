import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { Problem } from '../api/problem'
import UiField from './UiField.vue'
import UiForm from './UiForm.vue'
import UiInput from './UiInput.vue'
import { drafts, fieldOf, useForm, type FormOptions } from './form'

interface Values {
  name: string
  unit: { code: string }
}

function mounted(options: Partial<FormOptions<Values, unknown>>) {
  let form!: ReturnType<typeof useForm<Values, unknown>>
  const wrapper = mount(
    defineComponent({
      setup() {
        form = useForm<Values, unknown>({
          initial: () => ({ name: '', unit: { code: '' } }),
          submit: async () => undefined,
          ...options,
        })
        return () =>
          h(UiForm as never, { form }, () => [
            h(UiField, { name: 'name', label: '名称', required: true }, () =>
              h(UiInput, {
                modelValue: form.values.name,
                'onUpdate:modelValue': (v: unknown) => (form.values.name = v as string),
              }),
            ),
            h(UiField, { name: 'unit/code', label: '代码', hint: '三位' }, () =>
              h(UiInput, {
                modelValue: form.values.unit.code,
                'onUpdate:modelValue': (v: unknown) => (form.values.unit.code = v as string),
              }),
            ),
          ])
      },
    }),
    { attachTo: document.body },
  )
  return { wrapper, form }
}

describe('a form', () => {
  it('names what is missing, in the summary and beside the field, and sends nothing', async () => {
    const submit = vi.fn(async () => undefined)
    const { wrapper, form } = mounted({ submit })
    await form.submit()
    await flushPromises()
    expect(submit).not.toHaveBeenCalled()
    expect(wrapper.find('.summary').text()).toContain('请填写名称')
    expect(wrapper.find('[data-field=name] .error').text()).toBe('请填写名称')
    expect(wrapper.find('[data-field=name] input').attributes('aria-invalid')).toBe('true')
    expect(document.activeElement).toBe(wrapper.find('.summary').element)
  })

  it('leads from the summary to the field', async () => {
    const { wrapper, form } = mounted({})
    await form.submit()
    await flushPromises()
    await wrapper.find('.summary button').trigger('click')
    await flushPromises()
    expect(document.activeElement).toBe(wrapper.find('[data-field=name] input').element)
  })

  it("lands the server's complaints on the fields by pointer", async () => {
    const { wrapper, form } = mounted({
      submit: () =>
        Promise.reject(new Problem(400, 'invalid', '', [{ pointer: '/unit/code', code: 'x', detail: '代码重复' }])),
    })
    form.values.name = '某科'
    await form.submit()
    await flushPromises()
    const input = wrapper.find('[data-field="unit/code"] input')
    expect(wrapper.find('[data-field="unit/code"] .error').text()).toBe('代码重复')
    expect(input.attributes('aria-describedby')).toMatch(/-hint .*-error$/)
    expect(form.values.name).toBe('某科')
    await input.setValue('123')
    expect(wrapper.find('[data-field="unit/code"] .error').exists()).toBe(false)
  })

  it('shows a complaint about a field that is not in the form, and the article of a rule', async () => {
    const { wrapper, form } = mounted({
      submit: () =>
        Promise.reject(
          new Problem(422, 'rule', '不可合并', [{ pointer: '/other', code: 'x', detail: '人数不足' }], 'r-1', {
            id: 'branch.size',
            article: '《条例》第四条',
          }),
        ),
    })
    form.values.name = '某科'
    await form.submit()
    await flushPromises()
    expect(wrapper.find('.summary').text()).toContain('人数不足')
    expect(wrapper.find('.summary').text()).toContain('《条例》第四条')
    expect(wrapper.find('.summary').text()).toContain('编号 r-1')
  })

  it('is not sent twice while it is being sent', async () => {
    let finish!: () => void
    const submit = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)))
    const { form } = mounted({ submit })
    form.values.name = '某科'
    const first = form.submit()
    expect(await form.submit()).toBe(false)
    finish()
    expect(await first).toBe(true)
    expect(submit).toHaveBeenCalledOnce()
  })
})

describe('a draft', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    drafts.owner = '7'
  })
  afterEach(() => {
    vi.useRealTimers()
    drafts.owner = ''
  })

  it('is kept while typing and comes back, without what must not stay', async () => {
    const first = mounted({ draft: 'unit', keepOut: ['unit'] })
    first.form.values.name = '某科'
    first.form.values.unit.code = '身份'
    await vi.advanceTimersByTimeAsync(500)
    first.wrapper.unmount()
    expect(localStorage.getItem('draft:7:unit')).toBe('{"name":"某科"}')
    const second = mounted({ draft: 'unit', keepOut: ['unit'] })
    expect(second.form.values.name).toBe('某科')
    expect(second.wrapper.text()).toContain('已恢复')
  })

  it('goes when the form was sent', async () => {
    const { form } = mounted({ draft: 'unit' })
    form.values.name = '某科'
    await vi.advanceTimersByTimeAsync(500)
    expect(localStorage.getItem('draft:7:unit')).not.toBeNull()
    await form.submit()
    expect(localStorage.getItem('draft:7:unit')).toBeNull()
  })

  it('is never kept without an owner', async () => {
    drafts.owner = ''
    const { form } = mounted({ draft: 'unit' })
    form.values.name = '某科'
    await vi.advanceTimersByTimeAsync(500)
    expect(localStorage.length).toBe(0)
  })
})

it('reads a pointer as a field name', () => {
  expect(fieldOf('/a~1b/c~0d')).toBe('a/b/c~d')
})
