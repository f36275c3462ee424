import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Writes which source modules ended in which chunk and what each chunk imports, for scripts/budget.mjs. It lies outside
 * dist because everything in dist is embedded into the server.
 */
function chunkGraph(): Plugin {
  return {
    name: 'xinglin-chunk-graph',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).flatMap((item) =>
        item.type === 'chunk'
          ? [
              {
                file: item.fileName,
                name: item.name,
                entry: item.isEntry,
                imports: item.imports,
                dynamicImports: item.dynamicImports,
                css: [...(item.viteMetadata?.importedCss ?? [])],
                modules: Object.keys(item.modules).map((id) => id.replace(here('.'), '')),
              },
            ]
          : [],
      )
      mkdirSync(here('./node_modules/.cache'), { recursive: true })
      writeFileSync(here('./node_modules/.cache/chunk-graph.json'), JSON.stringify(chunks, null, 1))
    },
  }
}

const basics =
  /\/src\/ui\/(Ui(Page|Panel|State|Button|Icon|Banner|Problem|Form|Field|Input|Textarea|Select|Choices|Check|Tag|Host|Dialog|Facts)\.vue|\w+\.ts|locales\/)/

export default defineConfig({
  base: '/',
  plugins: [vue(), chunkGraph()],
  resolve: { alias: { '@': here('./src') } },
  build: {
    target: ['es2020', 'chrome87', 'safari14'],
    outDir: 'dist',
    emptyOutDir: true,
    assetsDir: 'assets',
    // Nothing is inlined as data: the content security policy allows own files only.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        // What nearly every page uses travels as one file: without HTTP/2 each small file is a round trip.
        manualChunks: (id) => (basics.test(id) ? 'ui' : undefined),
      },
      input: { m: here('./m/index.html'), console: here('./console/index.html') },
    },
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:4180' } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    setupFiles: [here('./tests/setup.ts')],
    restoreMocks: true,
    // Pages load lazily; on a busy machine their first import takes seconds.
    testTimeout: 60_000,
  },
})
