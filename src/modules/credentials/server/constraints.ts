import { translateConstraint } from '#platform/server/database/violations.ts'

/** Two who issue for one outcome at the same moment: the second is told. */
translateConstraint('issued_once_for_outcome', 'conflict', 'credentials.outcome_taken')
