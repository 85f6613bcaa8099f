import { v7 as uuidv7 } from 'uuid'

/** Texts that must never leak. Each is as long as its field allows. */
export const canaries = {
  password: 'canary-password-4711',
  newPassword: 'canary-new-password-4711',
  token: 'canary-token-4711'.padEnd(43, 'x'),
  text: 'canary-text-4711',
  name: 'canary-name-4711',
  search: 'canary-search-4711',
  cookie: 'canary-cookie-4711',
} as const

/** A name that would make two log lines if it were not escaped. */
export const FORGED_NAME = `Maya\n{"level":60,"msg":"forged"}`

interface Place {
  /** A user who shares a project with the caller. */
  userId: string
  projectId: string
}

interface Case {
  body?: unknown
  query?: Record<string, string>
}

const { password, newPassword, token, text, name, search } = canaries
const email = 'canary@example.com'
const nothing = () => ({})

/** The input of each operation: every secret and text in it is a canary. */
export const cases: Record<string, (place: Place) => Case> = {
  login: () => ({ body: { email, password } }),
  logout: nothing,
  register: () => ({ body: { email, password, name } }),
  refresh: () => ({ body: { refreshToken: token } }),
  readSession: nothing,
  setUp: () => ({ body: { code: token, email, password, name } }),
  readAccount: nothing,
  updateAccount: () => ({ body: { name, about: text } }),
  deleteAccount: () => ({ body: { password } }),
  updatePreferences: () => ({ body: { theme: 'dark' } }),
  changePassword: () => ({ body: { password, newPassword } }),
  requestPasswordReset: () => ({ body: { email } }),
  resetPassword: () => ({ body: { token, newPassword } }),
  changeEmail: () => ({ body: { password, email } }),
  verifyEmail: () => ({ body: { token } }),
  resendVerification: nothing,
  listSessions: nothing,
  revokeOtherSessions: nothing,
  revokeSession: nothing,
  searchUsers: () => ({ query: { query: search } }),
  readUser: nothing,
  listProjects: nothing,
  createProject: () => ({ body: { name } }),
  readProject: nothing,
  readProjectSettings: nothing,
  updateProjectSettings: () => ({ body: { retentionDays: 90 } }),
  addProjectMember: ({ userId }) => ({ body: { userId, role: 'team' } }),
  updateProjectMember: () => ({ body: { role: 'team' } }),
  removeProjectMember: nothing,
  listConversations: nothing,
  createConversation: ({ projectId, userId }) => ({ body: { type: 'group', id: uuidv7(), projectId, title: text, userIds: [userId] } }),
  readConversation: nothing,
  updateConversation: () => ({ body: { title: text } }),
  archiveConversation: nothing,
  leaveConversation: nothing,
  addParticipants: ({ userId }) => ({ body: { userIds: [userId] } }),
  updateParticipant: () => ({ body: { role: 'admin' } }),
  removeParticipant: nothing,
  removeNamedParticipant: ({ userId }) => ({ body: { userId } }),
  transferOwnership: ({ userId }) => ({ body: { userId } }),
  updateSettings: () => ({ body: { topic: text } }),
  listSettingsVersions: nothing,
  restoreSettings: () => ({ body: { version: 0 } }),
  listGroupInvitations: nothing,
  createGroupInvitation: () => ({ body: { email } }),
  listProjectInvitations: nothing,
  createProjectInvitation: () => ({ body: { projectRole: 'client', email } }),
  revokeInvitation: nothing,
  resendInvitation: nothing,
  readInvitation: () => ({ body: { token } }),
  signUpInvited: () => ({ body: { token, name, password } }),
  acceptInvitation: () => ({ body: { token } }),
  markRead: () => ({ body: { seq: 1 } }),
  markUnread: () => ({ body: { seq: 1 } }),
  listMessages: nothing,
  sendMessage: () => ({ body: { id: uuidv7(), body: text } }),
  findFirstMessage: nothing,
  readMessage: nothing,
  editMessage: () => ({ body: { version: 1, body: `${text} again` } }),
  deleteMessage: nothing,
  restoreMessage: nothing,
  listRevisions: nothing,
  listReaders: nothing,
  addReaction: () => ({ body: { emoji: '👍' } }),
  removePreview: nothing,
  removeReaction: () => ({ body: { emoji: '👍' } }),
  pinMessage: nothing,
  unpinMessage: nothing,
  listPins: nothing,
  bookmarkMessage: nothing,
  removeBookmark: nothing,
  listBookmarks: nothing,
  setReminder: () => ({ body: { at: new Date(Date.now() + 3_600_000).toISOString() } }),
  removeReminder: nothing,
  listReminders: nothing,
  readVote: nothing,
  vote: () => ({ body: { options: [0] } }),
  closePoll: nothing,
  scheduleMessage: () => ({ body: { id: uuidv7(), body: text, dueAt: new Date(Date.now() + 3_600_000).toISOString() } }),
  listScheduled: nothing,
  changeScheduled: () => ({ body: { body: `${text} again` } }),
  cancelScheduled: nothing,
  sendScheduled: nothing,
  saveDraft: () => ({ body: { body: text, age: 0 } }),
  saveThreadDraft: () => ({ body: { body: text, age: 0 } }),
  listDrafts: nothing,
  readThread: nothing,
  updateThread: () => ({ body: { following: true } }),
  listThreads: nothing,
  listChanges: nothing,
  sync: () => ({ body: { cursors: {} } }),
  openapi: nothing,
  asyncapi: nothing,
  readOverview: nothing,
  listAllConversations: () => ({ query: { query: search } }),
}
