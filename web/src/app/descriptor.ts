import type { Ref } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { IconName } from '@/ui/icons'

/** One entry of a menu: a tab of the member app or a line at the console's side. */
export interface MenuItem {
  id: string
  title: string
  icon: IconName
  /** Name of the route. */
  to: string
  /** Shown when the session has one of these rights; always when absent. */
  rights?: string[]
  /** Smaller stands higher. */
  order: number
  /** How many things wait behind it; asked once, by the shell. */
  useCount?: () => Ref<number | undefined>
}

/** What a module brings to one surface. */
export interface ModuleSurface {
  id: string
  routes: RouteRecordRaw[]
  menu: MenuItem[]
}

declare module 'vue-router' {
  interface RouteMeta {
    /** Reachable without a session, outside the shell. */
    open?: boolean
    /** Shown without menu and header: for a screen everybody looks at. */
    bare?: boolean
    /** Name of the route whose menu entry is the active one on this page. */
    tab?: string
    /** One of these rights is needed to enter. */
    rights?: string[]
  }
}
