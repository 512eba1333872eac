const UNNAMED = '[role="listbox"]:not([aria-label], [aria-labelledby])'

/**
 * Gives the list of a Select the name of its field. antd renders that list for screen readers without a name, and
 * offers no property for one.
 */
export function nameListboxes(): void {
  new MutationObserver(changes => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node instanceof Element) {
          if (node.matches(UNNAMED)) name(node)
          for (const list of node.querySelectorAll(UNNAMED)) name(list)
        }
  }).observe(document.body, { childList: true, subtree: true })
}

function name(list: Element): void {
  const field = document.querySelector<HTMLInputElement>(`[aria-controls="${CSS.escape(list.id)}"]`)
  const text = field?.getAttribute('aria-label') ?? field?.labels?.[0]?.textContent
  if (text) list.setAttribute('aria-label', text)
}
