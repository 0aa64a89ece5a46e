import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import tailwind from '@tailwindcss/vite'
import { type Gemoji, gemoji } from 'gemoji'
import { defineConfig, type Plugin, type Rolldown } from 'vite'
import { iconNames } from './src/ui/icon-names.ts'

const lucide = dirname(createRequire(import.meta.url).resolve('lucide-static/package.json'))

/** One symbol of the sprite: the drawing alone; stroke and size come from app.css. */
function symbol(name: string): string {
  const svg = readFileSync(join(lucide, 'icons', `${name}.svg`), 'utf8')
  const drawing = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
  return `<symbol id="i-${name}" viewBox="0 0 24 24">${drawing.replace(/\s*\n\s*/g, '')}</symbol>`
}

function sprite(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC licence -->${iconNames.map(symbol).join('')}</svg>`
}

/** The icons in one file, and a manifest that tells the server what the files of this build are called. */
function assets(): Plugin {
  return {
    name: 'folkmoot-assets',
    enforce: 'post',
    // `post`: Vite itself adds the stylesheet in this hook.
    generateBundle: { order: 'post', handler: nameFiles },
  }
}

function nameFiles(this: Rolldown.PluginContext, _options: unknown, bundle: Rolldown.OutputBundle) {
  const icons = this.getFileName(this.emitFile({ type: 'asset', name: 'icons.svg', source: sprite() }))
  const files = Object.values(bundle)
  const js = files.find((file) => file.type === 'chunk' && file.isEntry)?.fileName
  const css = files.find((file) => file.fileName.endsWith('.css'))?.fileName
  if (!js || !css) return this.error(`The build made no ${js ? 'css' : 'js'}`)
  const names = { css: `/${css}`, js: `/${js}`, icons: `/${icons}` }
  this.emitFile({ type: 'asset', fileName: 'manifest.json', source: `${JSON.stringify(names, null, 2)}\n` })
}

/** Emoji with their names, as text that packs well; in a file of its own, because it is fetched when the first is looked for. */
function emoji(): Plugin {
  const [name, id] = ['virtual:emoji', '\0virtual:emoji']
  const line = ({ emoji: char, description, names, tags }: Gemoji) => [char, description, [...names, ...tags].join(' ')].join('\t')
  return {
    name: 'folkmoot-emoji',
    resolveId: (asked) => (asked === name ? id : undefined),
    load: (asked) => (asked === id ? `/*! gemoji, MIT licence */ export default ${JSON.stringify(gemoji.map(line).join('\n'))}` : undefined),
  }
}

const INSTALL = 'document.head.insertBefore(this.stylesheetElement, document.head.firstChild);'

/** Turbo writes a <style> for its progress bar as it loads. The security policy refuses it, and our bar is in app.css. */
function noInlineStyle(): Plugin {
  return {
    name: 'folkmoot-no-inline-style',
    transform(code, id) {
      if (!id.includes('@hotwired/turbo/')) return undefined
      if (!code.includes(INSTALL))
        this.error('Turbo installs its stylesheet in another way now: look at noInlineStyle()')
      return code.replace(INSTALL, '')
    },
  }
}

export default defineConfig({
  plugins: [tailwind(), noInlineStyle(), emoji(), assets()],
  publicDir: false,
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    modulePreload: { polyfill: false },
    cssCodeSplit: false,
    // Nothing inline: the security policy lets styles and images come from our own address only.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { app: 'src/browser/application.ts' },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        // Vite calls the one stylesheet `style`; ours is `app`, as in the source.
        assetFileNames: ({ names }) =>
          names[0] === 'style.css' ? 'assets/app-[hash].css' : 'assets/[name]-[hash][extname]',
      },
    },
  },
})
