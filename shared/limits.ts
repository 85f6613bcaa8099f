/** Characters of a message: enough for a pasted log, few enough to render at once. */
export const MESSAGE_MAX_LENGTH = 20_000

/** ASVS 6.2.1 requires at least 8 characters. 1,024 bytes limit the cost of hashing. */
export const PASSWORD_MIN_LENGTH = 8
export const PASSWORD_MAX_BYTES = 1_024

/** RFC 5321 4.5.3.1.3: a path holds 256 octets, two of them the angle brackets. */
export const EMAIL_MAX_LENGTH = 254

export const NAME_MAX_LENGTH = 80
export const ABOUT_MAX_LENGTH = 500
export const TITLE_MAX_LENGTH = 120
export const QUERY_MAX_LENGTH = 200

/** Two lines below the name of a conversation. */
export const TOPIC_MAX_LENGTH = 250

/** Messages in one page of history or of changes: two to three screens. */
export const PAGE_DEFAULT = 50
export const PAGE_MAX = 200

/** Changes in one page when a client catches up: the maximum, because the client needs all of them. */
export const CATCH_UP_PAGE = PAGE_MAX

/** Changes after which a client loads the last page instead of replaying. */
export const CATCH_UP_MAX = 2_000

/** Conversations in one sync request: one cursor is about 50 bytes, the body stays below 512 kB. */
export const SYNC_CURSORS_MAX = 10_000

/** Conversations whose changes a sync returns. A device shows one or two, and each adds a page. */
export const SYNC_FOLLOWED_MAX = 5

/** Participants named when a group is created; more join later, without a limit. */
export const GROUP_CREATE_MAX = 500

/** Participants added at once. Each needs an entry in the log and an event. */
export const PARTICIPANTS_ADD_MAX = 50

/** How often one invitation link can be used. */
export const INVITATION_USES_MAX = 500

/** Maximum days until an invitation expires. */
export const INVITATION_DAYS_MAX = 90

/** Open invitations of one group or project: more than anyone can keep track of. */
export const INVITATIONS_MAX = 100

/** Bytes of a JSON body: the largest sync request, with room to spare. */
export const BODY_MAX_BYTES = 1_048_576

/** Milliseconds for which the interface offers to undo a deletion. */
export const UNDO_DELETION_MS = 10_000

/** Milliseconds for which the server accepts the undo: the offer plus the time of the request. */
export const RESTORE_WINDOW_MS = 15_000

/** Different emoji on one message; more would push the next message off the screen. */
export const REACTIONS_MAX = 20

/** Options of a poll: fewer than two are no choice, more than ten do not fit on a phone. */
export const POLL_OPTIONS_MIN = 2
export const POLL_OPTIONS_MAX = 10

/** Characters of one option: two lines on a phone. */
export const POLL_OPTION_MAX_LENGTH = 200

/** Up to this many voters, a poll shows their names. Each vote sends all names to all participants. */
export const POLL_NAMED_MAX = 100

/** Ten years, longer than any law requires. For a longer period, keep everything. */
export const RETENTION_DAYS_MAX = 3_650

/** Default days after which deleted texts are purged from the database. */
export const PURGE_AFTER_DAYS = 30

/** Pinned messages of one conversation: they fit in one page. */
export const PINS_MAX = 100

/** Bookmarks of one user: enough for years. */
export const BOOKMARKS_MAX = 5_000

/** Scheduled messages of one user: enough for a campaign. */
export const SCHEDULED_MAX = 200

/** Minimum milliseconds ahead of a scheduled message or a reminder. */
export const SCHEDULE_AHEAD_MIN_MS = 60_000

/** Maximum milliseconds ahead of a scheduled message or a reminder: a year. */
export const SCHEDULE_AHEAD_MAX_MS = 366 * 24 * 3_600_000

/** The greatest age of a draft in milliseconds that a client may send. */
export const DRAFT_AGE_MAX_MS = 366 * 24 * 3_600_000

/** Milliseconds a client waits for a missing event before it fetches the changes. */
export const GAP_WAIT_MS = 120

/** Milliseconds after which a typing indicator ends by itself. */
export const TYPING_TIMEOUT_MS = 6_000

/** Sockets of one session at a time. A socket is a tab and a session is a browser, so this allows twenty tabs. */
export const SESSION_SOCKETS_MAX = 20

/** Sockets of one user at a time, over all sessions and nodes: two full browsers, and some phones and programs. */
export const USER_SOCKETS_MAX = 50

/** What one socket may send. It is counted in the memory of the node, before any other check. */
export const socketBudgets = {
  /** The same as the user's limit, so that excess events are refused without a call to Redis. */
  events: { points: 60, seconds: 10 },
  /** Refused events of any kind. A faulty client causes a few; the next one ends the connection. */
  refusals: { points: 30, seconds: 60 },
  /** Packets and frames of any kind, such as pongs. Events in parts fit; one packet more ends the connection. */
  packets: { points: 300, seconds: 10 },
} as const

/**
 * Points per number of seconds, and what they count by: `user` is the signed-in user, `address` the
 * client's network address, `account` the e-mail address in a form. A stranger can enter any account's
 * address, so each kind of mail has its own counter, and a form responds the same when it is used up.
 */
export const rateLimits = {
  /** Faster than anyone types; a burst of queued messages after an outage still fits. */
  send: { per: 'user', points: 300, seconds: 30 },
  command: { per: 'user', points: 120, seconds: 60 },
  /** A draft is saved when its author pauses: at most 40 a minute on each of several devices. */
  draft: { per: 'user', points: 120, seconds: 60 },
  /** five a minute, added and removed together. */
  reaction: { per: 'user', points: 5, seconds: 60 },
  /** Invitations by link and mail: a whole team in an hour, but no mass mailing. */
  invite: { per: 'user', points: 60, seconds: 3_600 },
  /** Invitation mails of one project to one address, including reminders, because the recipient did not ask for them. */
  remind: { per: 'account', points: 6, seconds: 86_400 },
  /** The same for all projects together: five projects can use their full limit for one address in a day. */
  inviteMail: { per: 'account', points: 30, seconds: 86_400 },
  /** Accepting invitations. */
  join: { per: 'user', points: 20, seconds: 60 },
  read: { per: 'user', points: 1_200, seconds: 60 },
  search: { per: 'user', points: 60, seconds: 60 },
  /** ASVS 6.3.1: 10 wrong passwords per account and 50 per address in 15 minutes. */
  loginAccount: { per: 'account', points: 10, seconds: 900 },
  loginAddress: { per: 'address', points: 50, seconds: 900 },
  /** The same for browsers in which the account was signed in before. Strangers cannot use these points up. */
  loginKnownBrowser: { per: 'account', points: 10, seconds: 900 },
  register: { per: 'address', points: 20, seconds: 3_600 },
  /** Requests that send a mail. */
  mail: { per: 'address', points: 20, seconds: 3_600 },
  /** Using the links in them: a reset must not wait because another user of the address requested many mails. */
  mailLink: { per: 'address', points: 60, seconds: 3_600 },
  registerMail: { per: 'account', points: 5, seconds: 3_600 },
  /** The window is not longer than the life of a link, so a valid link is in the inbox when the points are used up. */
  resetMail: { per: 'account', points: 5, seconds: 3_600 },
  changeEmailMail: { per: 'account', points: 5, seconds: 3_600 },
  mailUser: { per: 'user', points: 5, seconds: 3_600 },
  password: { per: 'user', points: 10, seconds: 900 },
  /** The same for all sessions from one address, in case an attacker has many. */
  passwordAddress: { per: 'address', points: 100, seconds: 900 },
  /** Refreshing and ending sessions. Many tabs may wake up at once. */
  session: { per: 'user', points: 300, seconds: 60 },
  /** Reading and editing accounts: an office of a hundred users behind one address, each once a second. */
  accountAddress: { per: 'address', points: 6_000, seconds: 60 },
  public: { per: 'address', points: 600, seconds: 60 },
  /** Pages rendered on the server: an office of a hundred people behind one address may all reload at once. */
  page: { per: 'address', points: 150, seconds: 30 },
  /** Socket handshakes and upgrades: an office of a hundred users behind one address may reconnect at once, several times. */
  connect: { per: 'address', points: 600, seconds: 60 },
  /** Sockets that a user opens: the maximum number, three times a minute on a bad network. */
  connectUser: { per: 'user', points: 150, seconds: 60 },
  /** Socket events of any name: after an outage, each of many tabs reports its presence, and the user types in one. */
  socketEvent: { per: 'user', points: 60, seconds: 10 },
} as const satisfies Record<string, { per: 'user' | 'address' | 'account', points: number, seconds: number }>

export type RateLimitName = keyof typeof rateLimits
