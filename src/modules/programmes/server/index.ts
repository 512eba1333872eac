/**
 * SQL that other modules may join and call (migrations/…_programmes.sql):
 * - `programmes.course_facts`: courses of versions that are or were in force
 * - `programmes.course_competencies`: their competencies with level
 * - `programmes.competency_facts`: all competencies with their framework and the names of its levels
 * - `programmes.programme_facts`, `programmes.version_facts`
 * - `programmes.version_of_class(class)`, `programmes.version_of_cohort(programme, cohort)`: the version in force
 * Foreign keys may point at `programmes.courses (id)`, `programmes.competencies (id)`, `programmes.versions (id)`.
 */
export { searchSources } from './search.ts'
