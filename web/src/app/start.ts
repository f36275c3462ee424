import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { createApp, type Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import '@/ui/tokens.css'
import '@/ui/base.css'
import '@/ui/controls.css'
import { createSurfaceRouter } from './navigation'
import { startLook } from './preferences'
import { queries } from './queries'

/** Builds and mounts one surface. */
export function start(root: Component, base: string, routes: RouteRecordRaw[]) {
  startLook()
  const app = createApp(root)
  app.use(createPinia())
  app.use(VueQueryPlugin, { queryClient: queries })
  app.use(createSurfaceRouter(base, routes))
  app.mount('#app')
}
