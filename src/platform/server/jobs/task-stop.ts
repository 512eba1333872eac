/** The person who started the work asked it to stop. */
export class TaskCancelled extends Error {
  override name = 'TaskCancelled'
}

/** The process that does the work is ending; the job runs again, here or elsewhere. */
export class TaskPaused extends Error {
  override name = 'TaskPaused'
}
