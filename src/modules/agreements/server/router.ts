import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../contract.ts'
import { countAgreements, createAgreement, getAgreement, listAgreements, listKinds } from './agreements.ts'
import { clauseKindsOf } from './clause-data.ts'
import type { ClauseKind } from './clause-kinds.ts'
import { createClauseWith, moveClause, removeClause, updateClauseWith } from './clauses.ts'
import { addComment, answerComment } from './comments.ts'
import './constraints.ts'
import { compareVersions } from './difference.ts'
import { answerEnding, proposeEnding, withdrawEnding } from './endings.ts'
import { exportAgreements } from './export.ts'
import { printVersion } from './print/print.ts'
import { readWhole } from './read-version.ts'
import { readScan, signByScanWith, signVersionWith } from './signing.ts'
import { amendVersion, moveVersionWith, updateVersion } from './versions.ts'

/** The endpoints of agreements over the kinds of clause that other modules bring. */
export function agreementsOf(others: { clauseKinds: readonly ClauseKind[] }): { routes: readonly Route[] } {
  const kinds = clauseKindsOf(others.clauseKinds)
  return {
    routes: [
      on(contract.listKinds, listKinds),
      on(contract.listAgreements, listAgreements),
      on(contract.countAgreements, countAgreements),
      on(contract.exportAgreements, exportAgreements),
      on(contract.getAgreement, getAgreement),
      on(contract.createAgreement, createAgreement),
      on(contract.getVersion, (context, { params }) => readWhole(context, kinds, params.id)),
      on(contract.updateVersion, updateVersion),
      on(contract.amendVersion, amendVersion),
      on(contract.moveVersion, moveVersionWith(kinds)),
      on(contract.compareVersions, compareVersions),
      on(contract.printVersion, printVersion),
      on(contract.createClause, createClauseWith(kinds)),
      on(contract.updateClause, updateClauseWith(kinds)),
      on(contract.moveClause, moveClause),
      on(contract.removeClause, removeClause),
      on(contract.signVersion, signVersionWith(kinds)),
      on(contract.signByScan, signByScanWith(kinds)),
      on(contract.readScan, readScan),
      on(contract.addComment, addComment),
      on(contract.answerComment, answerComment),
      on(contract.proposeEnding, proposeEnding),
      on(contract.answerEnding, answerEnding),
      on(contract.withdrawEnding, withdrawEnding),
    ],
  }
}
