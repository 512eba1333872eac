/**
 * SQL that other modules may join (migrations/…_overpass.sql):
 * - `overpass.signed_bridges`: bridges of signed agreements with their grounds; what is in force on a day says
 *   `agreements.in_force_on(version_id, day)`
 * - `programmes.occupation_facts`
 * - `overpass.as_many(count)`: a count of people as others than their own school read it, few as null
 */
export { bridgeClause } from './clause.ts'
export { countLeast } from './parameters.ts'
