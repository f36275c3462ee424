import type { ChangeCommand, ChangeKind, Profile } from './office'

/** What the form of a change holds; only the members its kind needs are sent. */
export interface ChangeValues {
  effective_on: string
  reason: string
  basis: string
  name: string
  short_name: string
  code: string
  kind: string
  parent_id: string | undefined
  phone: string
  address: string
  unit: string
  published: boolean
  sources: (string | undefined)[]
  heir_id: string | undefined
  parts: PartValues[]
}
/** One new organisation of a split, and who or what goes there. */
export interface PartValues {
  kind: string
  name: string
  short_name: string
  code: string
  people: string[]
  organisations: string[]
}
export const emptyPart = (): PartValues => ({
  kind: 'branch',
  name: '',
  short_name: '',
  code: '',
  people: [],
  organisations: [],
})

export function startValues(kind: ChangeKind, one: Profile, today: string): ChangeValues {
  const keeps = kind === 'rename' || kind === 'amend'
  return {
    effective_on: today,
    reason: '',
    basis: '',
    name: keeps ? one.name : '',
    short_name: keeps ? one.short_name : '',
    code: kind === 'amend' ? one.code : '',
    // Beneath a branch there are groups.
    kind: kind !== 'create' ? '' : /(?<!general_)branch$/.test(one.kind) ? 'group' : 'branch',
    parent_id: undefined,
    phone: kind === 'create' ? '' : one.phone,
    address: kind === 'create' ? '' : one.address,
    unit: kind === 'create' ? '' : one.unit,
    published: one.published,
    sources: [undefined],
    heir_id: undefined,
    parts: [emptyPart()],
  }
}

const text = (value: string) => value.trim() || undefined

/** The command a form of this kind stands for. */
export function commandOf(kind: ChangeKind, one: Profile, values: ChangeValues, dry_run: boolean): ChangeCommand {
  const common = {
    kind,
    dry_run,
    effective_on: values.effective_on,
    reason: values.reason.trim(),
    basis: values.basis.trim(),
  }
  const names = { name: text(values.name), short_name: text(values.short_name), code: text(values.code) }
  const details = { phone: values.phone.trim(), address: values.address.trim(), unit: values.unit.trim() }
  const to_kind = (values.kind || undefined) as ChangeCommand['to_kind']
  const organisation_id = one.id
  const by: Record<ChangeKind, Partial<ChangeCommand>> = {
    create: { parent_id: one.id, to_kind, ...names, phone: text(values.phone), unit: text(values.unit) },
    rename: { organisation_id, name: names.name, short_name: names.short_name },
    amend: { organisation_id, code: names.code, ...details, published: values.published },
    move: { organisation_id, parent_id: values.parent_id },
    split: {
      organisation_id,
      keep: true,
      parts: values.parts.map((part) => ({
        ...part,
        code: text(part.code),
        kind: part.kind as NonNullable<ChangeCommand['to_kind']>,
        name: part.name.trim(),
        short_name: part.short_name.trim(),
      })),
    },
    merge: { organisation_id, source_ids: values.sources.filter((id): id is string => Boolean(id)) },
    upgrade: { organisation_id, to_kind, name: names.name, short_name: names.short_name },
    dissolve: { organisation_id, heir_id: values.heir_id },
  }
  return { ...common, ...by[kind] } as ChangeCommand
}
