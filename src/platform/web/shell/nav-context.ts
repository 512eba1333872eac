import { createContext, useContext } from 'react'
import type { NavEntry } from './nav.ts'

export const NavContext = createContext<NavEntry[]>([])

/** The pages of the navigation that the viewer has, main ones first. */
export const useNavPages = (): NavEntry[] => useContext(NavContext)
