import type { ModuleRoutes } from '#platform/web/routes.ts'
import { BOOKERS, KEEPERS, readBalance, SUPERVISORS } from '../policy.ts'

export const routes: ModuleRoutes = [
  {
    path: '/sharing',
    lazy: () => import('./CataloguePage.tsx'),
    title: 'sharing.title',
    nav: { key: 'sharing.nav', order: 25, roles: 'signed_in', place: 'account' },
  },
  {
    path: '/sharing/balance',
    lazy: () => import('./BalancePage.tsx'),
    title: 'sharing.balance.title',
    audience: readBalance.audience,
  },
  {
    path: '/sharing/statements',
    lazy: () => import('./settlement/StatementsPage.tsx'),
    title: 'sharing.settlement.title',
    audience: KEEPERS,
  },
  {
    path: '/sharing/settlements/:id',
    lazy: () => import('./settlement/SettlementPage.tsx'),
    title: 'sharing.settlement.one',
    audience: KEEPERS,
  },
  {
    path: '/sharing/find',
    lazy: () => import('./find/FindPage.tsx'),
    title: 'sharing.find.title',
    audience: BOOKERS,
  },
  {
    path: '/sharing/offers/new',
    lazy: () => import('./edit/NewOfferPage.tsx'),
    title: 'sharing.new',
    audience: KEEPERS,
  },
  { path: '/sharing/needs', lazy: () => import('./needs/NeedsPage.tsx'), title: 'sharing.needs.title' },
  {
    path: '/sharing/needs/new',
    lazy: () => import('./needs/NewNeedPage.tsx'),
    title: 'sharing.needs.new',
    audience: BOOKERS,
  },
  { path: '/sharing/needs/:id', lazy: () => import('./needs/NeedPage.tsx'), title: 'sharing.needs.one' },
  {
    path: '/sharing/needs/:id/edit',
    lazy: () => import('./needs/EditNeedPage.tsx'),
    title: 'sharing.needs.edit',
    audience: BOOKERS,
  },
  { path: '/sharing/offers/:id', lazy: () => import('./OfferPage.tsx'), title: 'sharing.one' },
  {
    path: '/sharing/offers/:id/edit',
    lazy: () => import('./edit/EditOfferPage.tsx'),
    title: 'sharing.edit',
    audience: KEEPERS,
  },
  {
    path: '/sharing/offers/:id/outages',
    lazy: () => import('./outages/OutagesPage.tsx'),
    title: 'sharing.outages.title',
  },
  {
    path: '/sharing/offers/:id/series',
    lazy: () => import('./series/RepeatPage.tsx'),
    title: 'sharing.series.title',
    audience: BOOKERS,
  },
  {
    path: '/bookings',
    lazy: () => import('./BookingsPage.tsx'),
    title: 'sharing.bookings.title',
    audience: BOOKERS,
  },
  {
    path: '/bookings/:id',
    lazy: () => import('./BookingPage.tsx'),
    title: 'sharing.booking',
    audience: BOOKERS,
  },
  {
    path: '/sharing/offers/:id/calendars',
    lazy: () => import('./calendars/CalendarsPage.tsx'),
    words: ['information'],
    title: 'sharing.calendars.title',
  },
  {
    path: '/bookings/calendar',
    lazy: () => import('./calendars/OwnFeedPage.tsx'),
    words: ['information'],
    title: 'sharing.feed.page',
    audience: BOOKERS,
  },
  {
    path: '/bookings/series/:id',
    lazy: () => import('./series/SeriesPage.tsx'),
    title: 'sharing.series.one',
    audience: BOOKERS,
  },
  {
    path: '/bookings/:id/door',
    lazy: () => import('./door/DoorPage.tsx'),
    title: 'sharing.door.title',
    audience: SUPERVISORS,
  },
  {
    path: '/door',
    lazy: () => import('./door/ArrivePage.tsx'),
    title: 'sharing.arrive.title',
    nav: { key: 'sharing.arrive.nav', order: 26, roles: ['student', 'resident'], place: 'account' },
  },
]
