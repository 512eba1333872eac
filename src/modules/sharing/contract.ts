export * from './contract/balance.ts'
export * from './contract/bookings.ts'
export * from './contract/offers.ts'
