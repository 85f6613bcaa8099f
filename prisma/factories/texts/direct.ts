import type { ConversationStory } from '../conversations.ts'

const mayaAndJonas: ConversationStory = {
  people: ['jonas', 'maya'],
  unread: { maya: 1 },
  script: `
@ -29d 10:05
jonas: Hello Maya, this is the short way to me. Whatever is not for everyone, or whatever is urgent.
maya: Good to know. What counts as urgent?
jonas: If you are unsure, it is.
@ -20d 16:40
maya: Between us: the invoice for September, could it be split in two? The new oven was expensive.
jonas: Of course. Half now and half at the end of November?
maya: That helps a lot. Thank you.
jonas: I will tell Ingrid, you will get two new ones today.
@ -14d 18:02
maya: Someone called and said that he is from Harbor and needs my password. Was that you?
jonas: No! We never ask for a password, not by phone and not here. Did you give it to him?
maya: I told him that I am making gnocchi and have no time.
jonas: The best answer. Please change the password anyway, it takes a minute: Settings, Security.
maya: Changed. It is now a whole sentence about gnocchi.
jonas: Do not tell me the sentence.
@ -5d 12:30
maya: May I invite my head cook Sofia here? She knows the allergens better than I do.
jonas: Yes, I will add her to the project as soon as she has an account.
maya: She will register tonight.
@ -4d 20:45
maya: Jonas. A full house, and the website did it. I wanted to write that before I sleep.
jonas: That is the nicest message of this week. Sleep well.
@ -1d 09:10
jonas: Shall we look at the numbers together on Thursday? Half an hour is enough.
maya: Thursday at three. I make coffee, you bring numbers.
@ -35m
jonas: Thursday at three is fixed. I will bring Samir along, he wants to see the table by the window.
`,
}

const amaraAndPriya: ConversationStory = {
  people: ['amara', 'priya'],
  unread: { priya: 2 },
  script: `
@ -25d 11:00
amara: Priya, a question that I would rather ask you alone: is the budget enough for a sign-language version?
priya: For videos of the twenty main objects, yes, if we film all of it on one day.
amara: Then I will find us that day.
@ -16d 14:25
amara: A colleague from the harbour office signs, and would do it for a lunch.
priya: I know a very good osteria for that lunch.
amara: You are well connected.
@ -9d 09:40
priya: The film room is free on the 24th, from nine to five. Does that suit your colleague?
amara: It does. Her name is Ruth, and she is looking forward to it.
priya: I will send you the order of the objects by Friday, the heavy ones first.
@ -2d 16:15
priya: Here is the order: lens, canoe, whale ear, tide gauge, then the upper floor.
amara: May the canoe come last? I would like to be there, and I have a meeting until four.
priya: The canoe comes last.
@ -25m
amara: The board has seen your poster. They want to hang it in the foyer after the opening, framed.
amara: I did not tell them that the wave was my idea.
`,
}

const samirAndNoor: ConversationStory = {
  people: ['noor', 'samir'],
  unread: { samir: 3 },
  script: `
@ -13d 10:50
noor: Do you have ten minutes? My build is green here and red on the server.
samir: Time zone?
noor: It runs in UTC there, I am in Amsterdam. How did you know?
samir: It is always the time zone. Second place: the file name with a capital letter.
noor: It was the time zone.
@ -8d 15:35
samir: Review request for the seatings: https://code.harbor.example/lume/41
noor: Looking. The check for the last table reads and then writes, what if two people do that at once?
samir: The database refuses the second one, there is a constraint on table and time.
noor: Then I have nothing to complain about. One typo in a comment, approved.
samir: Thank you. The typo is gone.
@ -3d 09:15
noor: Lunch at the bakery? Lena said that there is something new with figs.
samir: Twelve o'clock. I have a call until then.
noor: I will get us the table outside.
@ -110m
noor: Your load test has a nice side effect: it found a leak in my map. 2 MB for every time it is opened.
noor: Fixed, it was a listener that nobody removed.
noor: I owe you a fig tart.
`,
}

const ingridAndJonas: ConversationStory = {
  people: ['ingrid', 'jonas'],
  unread: { ingrid: 1 },
  script: `
@ -28d 08:30
ingrid: How full are you in November? There is a bookshop that wants to talk to us.
jonas: Full until the 15th, then there is room. What do they need?
ingrid: Readings, with tickets. Nothing large.
jonas: Sounds like half of what the bakery has. Let us meet them.
@ -19d 17:00
jonas: Maya asked to split the September invoice. I said yes.
ingrid: Of course. Two new ones are on the way.
@ -7d 12:10
ingrid: The bookshop signed. They start on the 1st. Would you like to lead it, or shall Priya?
jonas: Priya should. She has wanted a project with books for years.
ingrid: Then I will ask her over coffee and act surprised.
@ -60m
jonas: Priya said yes before you had finished the sentence, I hear.
`,
}

const lenaAndElif: ConversationStory = {
  people: ['elif', 'lena'],
  script: `
@ -15d 08:00
elif: Guten Morgen Lena, wie schreibst du eigentlich "Franzbrötchen-Sonntag"? Mit Bindestrich?
lena: An der Tafel ohne, weil der Platz fehlt. Bei dir gern mit.
elif: Dann mit.
@ -4d 10:45
lena: Elif, eine Kundin sagt, der Shop lese ihr alles vor. Ist das gewollt?
elif: Ja! Sie benutzt bestimmt einen Screenreader. Hat alles geklappt?
lena: Sie hat zwei Dinkel bestellt und gesagt, so einfach war es noch nirgends.
elif: Das drucke ich mir aus.
`,
}

const priyaAndJonas: ConversationStory = {
  people: ['jonas', 'priya'],
  unread: { jonas: 2 },
  script: `
@ -18d 09:45
priya: The green of Maya's door: I measured it with a paint fan. It is RAL 6009.
jonas: You stood in the street with a paint fan?
priya: A guest thought that I was from the city and asked about the parking.
@ -6d 14:00
jonas: Could you look at the bakery's order form for a minute? Something about it feels long.
priya: It asks for the name twice. And the phone number is not needed for pick-up.
jonas: Of course. Thank you.
@ -20m
priya: I have said yes to the bookshop. You knew, did you not?
priya: Lunch is on you, then.
`,
}

export const directStories: readonly ConversationStory[] = [
  mayaAndJonas, amaraAndPriya, samirAndNoor, ingridAndJonas, lenaAndElif, priyaAndJonas,
]
