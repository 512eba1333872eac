import { on, type Route } from '#platform/server/http/route.ts'
import * as children from '../../contract/children.ts'
import * as consents from '../../contract/consents.ts'
import * as guardians from '../../contract/guardians.ts'
import * as own from '../../contract/own-consents.ts'
import { answerConsent, enterPaper, getConsent, listOwnConsents } from './answer.ts'
import { barGuardian, endGuardianship, keepApart, liftBar } from './changes.ts'
import { answerGuardianship, getChild, listChildren, noteChild, shareContact } from './children.ts'
import {
  askConsent,
  closeConsentRequest,
  exportConsents,
  getConsentRequest,
  listConsentRequests,
  noteAnswers,
  remindSigners,
} from './consents.ts'
import { addConsentScan, addCourtDocument, getFamilyDocument } from './documents.ts'
import { inviteGuardian, listGuardians } from './invite.ts'

export const familyRoutes: readonly Route[] = [
  on(guardians.listGuardians, listGuardians),
  on(guardians.inviteGuardian, inviteGuardian),
  on(guardians.endGuardianship, endGuardianship),
  on(guardians.keepApart, keepApart),
  on(guardians.addCourtDocument, addCourtDocument),
  on(guardians.barGuardian, barGuardian),
  on(guardians.liftBar, liftBar),
  on(guardians.getFamilyDocument, getFamilyDocument),
  on(children.listChildren, listChildren),
  on(children.getChild, getChild),
  on(children.noteChild, noteChild),
  on(children.answerGuardianship, answerGuardianship),
  on(children.shareContact, shareContact),
  on(consents.listConsentRequests, listConsentRequests),
  on(consents.askConsent, askConsent),
  on(consents.getConsentRequest, getConsentRequest),
  on(consents.exportConsents, exportConsents),
  on(consents.remindSigners, remindSigners),
  on(consents.closeConsentRequest, closeConsentRequest),
  on(consents.noteAnswers, noteAnswers),
  on(consents.enterPaper, enterPaper),
  on(own.listOwnConsents, listOwnConsents),
  on(own.getConsent, getConsent),
  on(own.addConsentScan, addConsentScan),
  on(own.answerConsent, answerConsent),
]
