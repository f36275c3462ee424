import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { api, body, type Answer, type Body } from '@/api/client'

export type YearPlan = Answer<'/v1/year-plans', 'get'>
export type PlanLine = YearPlan['lines'][number]
export type NewLine = Body<'/v1/year-plans/{branch}/{year}/lines', 'post'>
export type LineWish = Body<'/v1/year-plans/{branch}/{year}/lines/{key}', 'put'>

export const useYearPlan = (branch: MaybeRefOrGetter<string | undefined>, year: MaybeRefOrGetter<number>) =>
  useQuery({
    queryKey: computed(() => ['meeting', 'year-plan', toValue(branch), toValue(year)]),
    queryFn: () =>
      body(api.GET('/v1/year-plans', { params: { query: { branch: toValue(branch), year: toValue(year) } } })),
    enabled: computed(() => Boolean(toValue(branch))),
    placeholderData: (before) => before,
  })

const at = (plan: YearPlan) => ({ branch: plan.branch, year: plan.year })
const line = (plan: YearPlan, one: PlanLine) => ({
  path: { ...at(plan), key: one.key },
  header: { 'If-Match': `"${one.version}"` },
})
export const addLine = (plan: YearPlan, wanted: NewLine) =>
  body(api.POST('/v1/year-plans/{branch}/{year}/lines', { params: { path: at(plan) }, body: wanted }))
export const changeLine = (plan: YearPlan, one: PlanLine, wish: LineWish) =>
  body(api.PUT('/v1/year-plans/{branch}/{year}/lines/{key}', { params: line(plan, one), body: wish }))
export const takeBackLine = (plan: YearPlan, one: PlanLine) =>
  body(api.DELETE('/v1/year-plans/{branch}/{year}/lines/{key}', { params: line(plan, one) }))

/** The plan as the server answered it stands at once; duties follow it. */
export function usePlanNews() {
  const queries = useQueryClient()
  return async (plan?: YearPlan) => {
    if (plan) queries.setQueryData(['meeting', 'year-plan', plan.branch, plan.year], plan)
    else await queries.invalidateQueries({ queryKey: ['meeting', 'year-plan'] })
    await queries.invalidateQueries({ queryKey: ['duty'] })
  }
}
