import type { Plugin } from 'vite'
import { defineConfig } from 'vite'

const pages: Plugin = {
  name: 'floor-pages',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const index = bundle['index.html']
    if (index?.type !== 'asset') return
    for (const fileName of ['launch.html', 'callback.html'])
      this.emitFile({ type: 'asset', fileName, source: index.source })
  },
}

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [pages],
  build: { target: 'es2023', emptyOutDir: true, modulePreload: { polyfill: false } },
})
