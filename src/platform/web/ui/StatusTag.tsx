import type { ReactNode } from 'react'

/** agreed: in force, done; uncertain: indicative, pending; act: late, refused; quiet: over, not begun. */
export type Tone = 'agreed' | 'uncertain' | 'act' | 'quiet'

const SHAPES: Record<Tone, ReactNode> = {
  agreed: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  uncertain: <circle cx="5" cy="5" r="3.2" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  act: <path d="M5 .8 9.4 9H.6z" fill="currentColor" />,
  quiet: <path d="M1.5 5h7" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
}

/** A state as a word and a shape, so that it never hangs on colour alone. */
export function StatusTag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className="status-tag" data-tone={tone}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        {SHAPES[tone]}
      </svg>
      {children}
    </span>
  )
}
