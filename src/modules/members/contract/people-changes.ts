import { z } from 'zod'
import { endpoint } from '#platform/contract/endpoint.ts'
import { day, id } from '#platform/contract/fields.ts'
import { changePerson } from '../policy.ts'
import { examplePerson, personInput } from './people.ts'

const params = z.object({ id })
const version = z.int().min(1)
const answer = z.object({ version: z.int() })

export const updatePerson = endpoint({
  id: 'members.updatePerson',
  method: 'PUT',
  path: '/api/people/:id',
  summary: "Changes a person's entry; its role stays",
  permission: changePerson,
  params,
  body: personInput.extend({ version }),
  answer,
  example: async ({ members }) => {
    const fresh = await members.freshPerson()
    return {
      params: { id: fresh.id },
      body: { ...examplePerson, version: fresh.version },
      subject: { organisationId: members.schoolId },
    }
  },
})

export const endPerson = endpoint({
  id: 'members.endPerson',
  method: 'POST',
  path: '/api/people/:id/end',
  summary: 'Ends an affiliation with a date; nothing is deleted',
  permission: changePerson,
  params,
  body: z.object({ endsOn: day, version }),
  answer,
  example: async ({ members }) => {
    const fresh = await members.freshPerson()
    return {
      params: { id: fresh.id },
      body: { endsOn: '2026-06-30', version: fresh.version },
      subject: { organisationId: members.schoolId },
    }
  },
})

export const reopenPerson = endpoint({
  id: 'members.reopenPerson',
  method: 'POST',
  path: '/api/people/:id/reopen',
  summary: 'Takes the end of an affiliation back',
  permission: changePerson,
  params,
  body: z.object({ version }),
  answer,
  example: async ({ members }) => {
    const fresh = await members.freshPerson({ ended: true })
    return {
      params: { id: fresh.id },
      body: { version: fresh.version },
      subject: { organisationId: members.schoolId },
    }
  },
})

export const listPersonForPartners = endpoint({
  id: 'members.listPersonForPartners',
  method: 'PUT',
  path: '/api/people/:id/listed',
  summary: 'Shows a member of staff to the other members of the groups, or no longer',
  permission: changePerson,
  params,
  body: z.object({ listed: z.boolean(), version }),
  answer,
  example: async ({ members }) => {
    const fresh = await members.freshPerson()
    return {
      params: { id: fresh.id },
      body: { listed: true, version: fresh.version },
      subject: { organisationId: members.schoolId },
    }
  },
})
