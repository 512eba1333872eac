import type { createBrowserRouter } from 'react-router'

let leaving = false

/** Keeps what `isLeaving` tells. */
export function watchLeaving(router: ReturnType<typeof createBrowserRouter>): void {
  router.subscribe(({ navigation }) => {
    leaving = navigation.state !== 'idle'
  })
}

/** Whether the reader is on the way to another page: so from the tap on, while `useNavigation` tells it once it is drawn. */
export const isLeaving = (): boolean => leaving
