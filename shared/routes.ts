/**
 * Every operation of the API with its method and path. The browser, the server's handlers, the
 * OpenAPI document and the authorisation tests all read this one table.
 */
export const routes = {
  login: ['POST', '/api/auth/login'],
  logout: ['POST', '/api/auth/logout'],
  register: ['POST', '/api/auth/register'],
  refresh: ['POST', '/api/auth/refresh'],
  readSession: ['GET', '/api/auth/session'],
  setUp: ['POST', '/api/v1/setup'],

  readAccount: ['GET', '/api/v1/account'],
  updateAccount: ['PATCH', '/api/v1/account'],
  deleteAccount: ['DELETE', '/api/v1/account'],
  updatePreferences: ['PATCH', '/api/v1/account/preferences'],
  changePassword: ['PUT', '/api/v1/account/password'],
  requestPasswordReset: ['POST', '/api/v1/account/password/forgot'],
  resetPassword: ['POST', '/api/v1/account/password/reset'],
  changeEmail: ['PUT', '/api/v1/account/email'],
  verifyEmail: ['POST', '/api/v1/account/email/verify'],
  resendVerification: ['POST', '/api/v1/account/email/resend'],
  listSessions: ['GET', '/api/v1/account/sessions'],
  revokeOtherSessions: ['DELETE', '/api/v1/account/sessions'],
  revokeSession: ['DELETE', '/api/v1/account/sessions/:sessionId'],

  searchUsers: ['GET', '/api/v1/users'],
  readUser: ['GET', '/api/v1/users/:userId'],

  listProjects: ['GET', '/api/v1/projects'],
  createProject: ['POST', '/api/v1/projects'],
  readProject: ['GET', '/api/v1/projects/:projectId'],
  readProjectSettings: ['GET', '/api/v1/projects/:projectId/settings'],
  updateProjectSettings: ['PATCH', '/api/v1/projects/:projectId/settings'],
  addProjectMember: ['POST', '/api/v1/projects/:projectId/members'],
  updateProjectMember: ['PATCH', '/api/v1/projects/:projectId/members/:userId'],
  removeProjectMember: ['DELETE', '/api/v1/projects/:projectId/members/:userId'],

  listConversations: ['GET', '/api/v1/conversations'],
  createConversation: ['POST', '/api/v1/conversations'],
  readConversation: ['GET', '/api/v1/conversations/:conversationId'],
  updateConversation: ['PATCH', '/api/v1/conversations/:conversationId'],
  archiveConversation: ['DELETE', '/api/v1/conversations/:conversationId'],
  leaveConversation: ['POST', '/api/v1/conversations/:conversationId/leave'],
  markRead: ['PUT', '/api/v1/conversations/:conversationId/read'],
  markUnread: ['POST', '/api/v1/conversations/:conversationId/unread'],

  listMessages: ['GET', '/api/v1/conversations/:conversationId/messages'],
  sendMessage: ['POST', '/api/v1/conversations/:conversationId/messages'],
  findMoment: ['GET', '/api/v1/conversations/:conversationId/messages/first'],
  readMessage: ['GET', '/api/v1/messages/:messageId'],
  editMessage: ['PATCH', '/api/v1/messages/:messageId'],
  deleteMessage: ['DELETE', '/api/v1/messages/:messageId'],
  restoreMessage: ['POST', '/api/v1/messages/:messageId/restore'],
  listRevisions: ['GET', '/api/v1/messages/:messageId/revisions'],
  removePreview: ['DELETE', '/api/v1/messages/:messageId/preview'],
  pinMessage: ['PUT', '/api/v1/messages/:messageId/pin'],
  unpinMessage: ['DELETE', '/api/v1/messages/:messageId/pin'],
  listPins: ['GET', '/api/v1/conversations/:conversationId/pins'],
  saveMessage: ['PUT', '/api/v1/messages/:messageId/bookmark'],
  unsaveMessage: ['DELETE', '/api/v1/messages/:messageId/bookmark'],
  listSaved: ['GET', '/api/v1/bookmarks'],
  readThread: ['GET', '/api/v1/messages/:messageId/thread'],
  updateThread: ['PUT', '/api/v1/messages/:messageId/thread'],
  listThreads: ['GET', '/api/v1/threads'],
  addReaction: ['POST', '/api/v1/messages/:messageId/reactions'],
  removeReaction: ['DELETE', '/api/v1/messages/:messageId/reactions'],
  listChanges: ['GET', '/api/v1/conversations/:conversationId/changes'],
  sync: ['POST', '/api/v1/sync'],

  openapi: ['GET', '/api/v1/openapi.json'],
  asyncapi: ['GET', '/api/v1/asyncapi.json'],
} as const satisfies Record<string, readonly [Method, string]>

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
export type Operation = keyof typeof routes
