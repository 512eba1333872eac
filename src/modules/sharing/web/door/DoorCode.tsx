import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import type { Door } from '../../contract/door.ts'

type Props = { code: NonNullable<Door['code']>; onOver: () => unknown }

/** The code of the half minute, large enough to be scanned from some steps away, and its digits. */
export function DoorCode({ code, onOver }: Props) {
  const { t } = useTranslation()
  const left = useSecondsUntil(code.until, onOver)
  const quiet = 2
  return (
    <Sheet>
      <div className="door-code">
        <svg
          viewBox={`${-quiet} ${-quiet} ${code.squares + 2 * quiet} ${code.squares + 2 * quiet}`}
          role="img"
          aria-label={t('sharing.door.picture')}
        >
          <path d={code.path} />
        </svg>
        <div>
          <p className="door-digits">
            {code.digits.slice(0, 4)} {code.digits.slice(4)}
          </p>
          <p>{t('sharing.door.code')}</p>
          <p className="caption">
            {t('sharing.door.left', { count: left })} · {t('sharing.door.code_note')}
          </p>
        </div>
      </div>
    </Sheet>
  )
}

const secondsTo = (until: string) => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000))

/** Counts down, and says once that it is over. */
function useSecondsUntil(until: string, onOver: () => unknown): number {
  const [left, setLeft] = useState(() => secondsTo(until))
  const latest = useRef(onOver)
  latest.current = onOver
  useEffect(() => {
    setLeft(secondsTo(until))
    const timer = setInterval(() => {
      const now = secondsTo(until)
      setLeft(now)
      if (now > 0) return
      clearInterval(timer)
      void latest.current()
    }, 1000)
    return () => clearInterval(timer)
  }, [until])
  return left
}
