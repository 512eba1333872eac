import { Fragment } from 'react'
import { type Block, type Inline, readBlocks } from '../rules/rich-text.ts'

/** A text somebody wrote, as elements of the page; whatever looks like HTML in it is shown as text. */
export function RichText({ text }: { text: string }) {
  return (
    <div className="prose rich-text">
      {readBlocks(text).map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text does not change in place
        <BlockPart key={index} block={block} />
      ))}
    </div>
  )
}

function BlockPart({ block }: { block: Block }) {
  if (block.kind === 'heading')
    return (
      <h3>
        <Runs runs={block.inline} />
      </h3>
    )
  const rows = block.kind === 'list' ? block.items : block.lines
  if (block.kind === 'paragraph')
    return (
      <p>
        {rows.map((runs, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text does not change in place
          <Fragment key={index}>
            {index > 0 && <br />}
            <Runs runs={runs} />
          </Fragment>
        ))}
      </p>
    )
  const items = rows.map((runs, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the text does not change in place
    <li key={index}>
      <Runs runs={runs} />
    </li>
  ))
  return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
}

function Runs({ runs }: { runs: readonly Inline[] }) {
  return runs.map((run, index) => {
    if (run.kind === 'text') return run.text
    // biome-ignore lint/suspicious/noArrayIndexKey: the text does not change in place
    if (run.kind === 'strong') return <strong key={index}>{run.text}</strong>
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: the text does not change in place
      <a key={index} href={run.href} rel="noreferrer noopener nofollow" target="_blank">
        {run.text}
      </a>
    )
  })
}
