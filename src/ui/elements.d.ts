import type { HTMLAttributes } from 'preact'

/** Custom elements in our markup. */
interface FrameAttributes extends HTMLAttributes<HTMLElement> {
  src?: string | undefined
  loading?: 'lazy' | undefined
  target?: string | undefined
}

interface StreamAttributes extends HTMLAttributes<HTMLElement> {
  action: string
  target?: string | undefined
  method?: 'morph' | undefined
}

declare module 'preact' {
  /** Old mail programs paint cells by it. */
  interface TdHTMLAttributes<T> {
    bgcolor?: string | undefined
  }
  namespace JSX {
    interface IntrinsicElements {
      'turbo-frame': FrameAttributes
      'turbo-stream': StreamAttributes
      'text-expander': HTMLAttributes<HTMLElement> & { keys?: string }
    }
  }
}
