/**
 * SQL that other modules may join (migrations/…_overpass.sql):
 * - `overpass.signed_bridges`: bridges of signed agreements with their grounds; what is in force on a day says
 *   `agreements.in_force_on(version_id, day)`
 * - `programmes.occupation_facts`
 */
export { bridgeClause } from './clause.ts'
