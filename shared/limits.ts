/** Characters of a message. Long enough for a pasted log, short enough to render at once. */
export const MESSAGE_MAX_LENGTH = 20_000

/** ASVS 6.2.1 asks for 8 at least; 1,024 bytes bound the cost of hashing. */
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

/** Changes in one page of catching up: the most that the server gives, since all of them are wanted. */
export const CATCH_UP_PAGE = PAGE_MAX

/** Changes after which a client loads the last page instead of replaying. */
export const CATCH_UP_MAX = 2_000

/** Conversations in one sync request: one cursor is about 50 bytes, the body stays below 512 kB. */
export const SYNC_CURSORS_MAX = 10_000

/** Conversations whose changes come with a sync: a device shows one or two, and each is a page. */
export const SYNC_FOLLOWED_MAX = 5

/** Participants named when a group is created; more join later, without a limit. */
export const GROUP_CREATE_MAX = 500

/** People added at once: each takes a line of the log and an event of their own. */
export const PARTICIPANTS_ADD_MAX = 50

/** People who may come in by one link. */
export const INVITATION_USES_MAX = 500

/** Days that an invitation stands at most. */
export const INVITATION_DAYS_MAX = 90

/** Standing invitations of one group or project; more than anybody keeps an eye on. */
export const INVITATIONS_MAX = 100

/** Bytes of a JSON body: the largest sync request, with room to spare. */
export const BODY_MAX_BYTES = 1_048_576

/** Milliseconds for which the interface offers to take a deletion back. */
export const UNDO_DELETION_MS = 10_000

/** Milliseconds for which the server lets it be taken back: the offer, and the way of the call. */
export const RESTORE_WINDOW_MS = 15_000

/** Different emoji on one message; more would push the next message off the screen. */
export const REACTIONS_MAX = 20

/** Answers of a poll: fewer than two are no choice, more than ten no longer fit on a phone. */
export const POLL_OPTIONS_MIN = 2
export const POLL_OPTIONS_MAX = 10

/** Characters of one answer: two lines on a phone. */
export const POLL_OPTION_MAX_LENGTH = 200

/** Voters up to whom a poll says who chose what: more names nobody reads, and every vote would send them all to everybody. */
export const POLL_NAMED_MAX = 100

/** Ten years, longer than any law requires. For a longer period, keep everything. */
export const RETENTION_DAYS_MAX = 3_650

/** Days after which the text of what was deleted leaves the database, where no project says another number. */
export const PURGE_AFTER_DAYS = 30

/** Pinned messages of one conversation: a list that is read at a glance, in one page. */
export const PINS_MAX = 100

/** Messages that one person keeps: years of them, and no store for copies of everything. */
export const SAVED_MAX = 5_000

/** Messages that one person has waiting for their time: a campaign, and no store of its own. */
export const SCHEDULED_MAX = 200

/** Milliseconds ahead that a message is scheduled, or a reminder set, at least: what is nearer is done at once. */
export const SCHEDULE_AHEAD_MIN_MS = 60_000

/** Milliseconds ahead at most, a year: further away nobody remembers what they wrote. */
export const SCHEDULE_AHEAD_MAX_MS = 366 * 24 * 3_600_000

/** The greatest age of a draft in milliseconds that a client may send. */
export const DRAFT_AGE_MAX_MS = 366 * 24 * 3_600_000

/** Milliseconds a client waits for a missing event before it fetches the changes. */
export const GAP_WAIT_MS = 120

/** Milliseconds after which a typing mark ends by itself. */
export const TYPING_TIMEOUT_MS = 6_000

/** Sockets of one session at a time. A socket is a tab, and a session is a browser: twenty tabs of one page are more than anybody reads. */
export const SESSION_SOCKETS_MAX = 20

/** Sockets of one person at a time, over all sessions and nodes: two full browsers, and some phones and programs. */
export const USER_SOCKETS_MAX = 50

/** What one socket may send. It is counted in the memory of its node, before anything else is asked. */
export const socketBudgets = {
  /** As many as the person has: further ones need no question to Redis. */
  events: { points: 60, seconds: 10 },
  /** Refused events of any kind. A client with a fault makes a few; the next one ends the connection. */
  refusals: { points: 30, seconds: 60 },
  /** Packets and frames of any kind, such as answers to pings. Events in parts still fit; one more ends the connection. */
  packets: { points: 300, seconds: 10 },
} as const

/**
 * Points per seconds and who counts. `user` counts the signed-in person, `address` the client's
 * network address, `account` the e-mail address that a form names. A stranger can name any account,
 * so each kind of mail has a counter of its own, and a form answers the same when it is used up.
 */
export const rateLimits = {
  /** Faster than anyone types; a burst of queued messages after an outage still fits. */
  send: { per: 'user', points: 300, seconds: 30 },
  command: { per: 'user', points: 120, seconds: 60 },
  /** A draft is saved when its author pauses: at most 40 a minute on each of several devices. */
  draft: { per: 'user', points: 120, seconds: 60 },
  /** five a minute, given and taken back alike. */
  reaction: { per: 'user', points: 5, seconds: 60 },
  /** Links and invitations by mail: a whole team in an hour, but no mailing. */
  invite: { per: 'user', points: 60, seconds: 3_600 },
  /** Mails of one project that invite one address, reminders among them: their reader may never have asked for the first. */
  remind: { per: 'account', points: 6, seconds: 86_400 },
  /** The same for all projects together: five projects can use their full limit for one address in a day. */
  inviteMail: { per: 'account', points: 30, seconds: 86_400 },
  /** Coming in by a link. */
  join: { per: 'user', points: 20, seconds: 60 },
  read: { per: 'user', points: 1_200, seconds: 60 },
  search: { per: 'user', points: 60, seconds: 60 },
  /** ASVS 6.3.1: 10 wrong passwords an account and 50 an address in a quarter of an hour. */
  loginAccount: { per: 'account', points: 10, seconds: 900 },
  loginAddress: { per: 'address', points: 50, seconds: 900 },
  /** The same for browsers that the account was signed in from before: strangers cannot use these points up. */
  loginKnownBrowser: { per: 'account', points: 10, seconds: 900 },
  register: { per: 'address', points: 20, seconds: 3_600 },
  /** Asking for mails. */
  mail: { per: 'address', points: 20, seconds: 3_600 },
  /** Using the links in them: a reset must not wait because another user of the address requested many mails. */
  mailLink: { per: 'address', points: 60, seconds: 3_600 },
  registerMail: { per: 'account', points: 5, seconds: 3_600 },
  /** No longer than such a link lives: when the points are used up, one that works is in the inbox. */
  resetMail: { per: 'account', points: 5, seconds: 3_600 },
  changeEmailMail: { per: 'account', points: 5, seconds: 3_600 },
  mailUser: { per: 'user', points: 5, seconds: 3_600 },
  password: { per: 'user', points: 10, seconds: 900 },
  /** The same for all sessions from one address, in case an attacker has many. */
  passwordAddress: { per: 'address', points: 100, seconds: 900 },
  /** Renewing and ending sessions: many tabs that wake up at once ask together. */
  session: { per: 'user', points: 300, seconds: 60 },
  /** Reading and editing accounts: an office of a hundred people behind one address, each once a second. */
  accountAddress: { per: 'address', points: 6_000, seconds: 60 },
  public: { per: 'address', points: 600, seconds: 60 },
  /** Pages rendered on the server: an office of a hundred people behind one address may all reload at once. */
  page: { per: 'address', points: 150, seconds: 30 },
  /** Socket handshakes and upgrades: an office of a hundred people behind one address may all reconnect at once, and again. */
  connect: { per: 'address', points: 600, seconds: 60 },
  /** Sockets that a person opens, from anywhere: all that they may have, three times a minute on a bad network. */
  connectUser: { per: 'user', points: 150, seconds: 60 },
  /** Socket events, known or not: each of many tabs says that it is there after an outage, and a person types in one of them. */
  socketEvent: { per: 'user', points: 60, seconds: 10 },
} as const satisfies Record<string, { per: 'user' | 'address' | 'account', points: number, seconds: number }>

export type RateLimitName = keyof typeof rateLimits
