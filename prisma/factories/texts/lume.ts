import type { ConversationStory } from '../conversations.ts'

const kickOff: ConversationStory = {
  title: 'Kick-off',
  project: 'lume',
  people: ['ingrid', 'jonas', 'priya', 'maya'],
  archived: true,
  script: `
@ -38d 09:30
ingrid: Welcome, Maya! This is the room for getting started. Jonas leads your project, Priya draws it.
maya: Thank you! I am a cook, so please be patient with my questions.
jonas: Questions are what we are here for. Could you tell us in two sentences what the website should do?
maya: People should see what we cook today and book a table without calling. The phone rings all through service and nobody hears it.
priya: That is the best brief I have had this year.
ingrid: Agreed. The offer is in your mail, Maya. If it looks right, a reply is enough.
@ -36d 14:05
maya: Offer accepted, just answered your mail. When do we begin?
jonas: Monday. I will open a room for the launch and we will close this one then.
maya: Wonderful. Come by for lunch when you like, you should know what you are drawing.
priya: Say no more.
`,
}

const launch: ConversationStory = {
  title: 'Website launch',
  project: 'lume',
  settings: { topic: 'From the first sketch to the evening we open', avatar: { emoji: '🍝', colour: 'clay' } },
  people: ['jonas', 'maya', 'priya', 'samir', 'elif'],
  unread: { maya: 4, elif: 2 },
  script: `
@ -24d 08:40
jonas: Good morning all. This is the plan: structure this week, design next week, booking after that, and we open on the 12th.
maya: Good morning! The 12th would be perfect, the new autumn menu starts that weekend.
priya: I was at the osteria on Friday. The light in the evening is the whole brand, everything else should step back.
maya: You should have said hello!
priya: I did not want to be given dessert for free. I paid for two.
samir: For booking: do you use a reservation system today, Maya?
maya: A paper book with a red ribbon.
+ ❤️ priya elif jonas
samir: Then we are free to do it well. How many tables, and how long does a table usually stay?
maya: Fourteen tables. Two hours, on Saturdays a little less because of the second seating at nine.
samir: Thank you. I will make seatings configurable then, so that you can change them without us.
elif: May I come by with a notebook? I want to write the texts the way you speak, not the way websites speak.
maya: Come Wednesday at three, it is quiet then.
@ -21d 10:12
elif: I have eleven pages of notes and one recipe that I am not allowed to publish.
maya: The recipe stays between us.
elif: First draft of the start page: "Fourteen tables, one stove, whatever the boats brought this morning."
+ ❤️ maya priya samir
+ 👏 jonas
maya: Oh. I have goose bumps.
jonas: Keep that one.
priya: It also fits in one line at phone width, which is how I know it is good.
@ -18d 13:30
priya: Designs are ready for a look: https://design.harbor.example/lume/v3
priya: Three things to decide:
|
| 1. the large photo
| 2. the colour of the button
| 3. whether the **menu** comes before the **booking**
! jonas
> samir: For 3: the booking is one line high, it could stay in sight while the menu scrolls.
> priya: Then nobody has to choose. I will draw it.
> maya: And both are there when the wine is empty.
+ 😄 priya samir
maya: The photo is lovely. The button: not red please, red is the colour of the fire exit.
jonas: Menu before booking, I would say. People decide with their stomach.
maya: Yes!
priya: Then the button becomes the dark green of your door.
samir: Green on white passes contrast at 5.9, fine.
maya: What is contrast at 5.9?
samir: It means that my mother can read it without her glasses.
maya: Then your mother is welcome any evening.
@ -14d 09:05
samir: Booking works on the test site: https://test.harbor.example/lume
samir: Please try to break it. Two people booking the last table at the same second is the interesting case:
| \`\`\`ts
| const booked = await book({ table: 7, at: 'Friday 20:00' })
| if (!booked) return offerOther(tables)
| \`\`\`
+ 👀 elif priya
elif: I booked for zero people and for two hundred. Zero was refused, two hundred was not.
samir: Fixed in ten minutes.
samir: Fixed. More than ten people are now asked to call.
maya: Very good, for ten and more I want to talk to them anyway.
elif: The confirmation mail says "your table is reserved on Friday 31". Of which month?
samir: Fair. It now says the whole date.
jonas: Maya, could you try it on your own phone during service? That is when your guests will.
maya: Tonight.
@ -13d 07:55
maya: I tried. It is quick. One thing: my guests will look for the phone number and I could not find it.
priya: It is at the bottom. It should be at the top on phones, you are right.
priya: Done, it stays visible while you scroll.
maya: My sister in Uppsala booked a table for Christmas. There is no Christmas table. But it worked!
samir: I will add closed days. What else is closed besides Christmas?
maya: Mondays, the first two weeks of August, and when the boats stay in because of a storm.
samir: The last one will be a switch in your settings: "no boats today".
maya: I love this.
+ 🎉 samir priya elif
@ -8d 11:20
jonas: We are four days from the 12th. Open points: photos of the new menu, the legal page, the domain.
elif: Legal page is with your lawyer since Tuesday, Maya. Could you give them a push?
maya: I will bring them a tiramisu. That works faster than mail.
samir: Domain: I need the transfer code from your old provider. It is a line of letters that they send by mail.
maya: They sent me something with "EPP". Is that it?
samir: That is it. Please do not post it here, there is a safe form: https://harbor.example/transfer
maya: Done.
samir: Received, thank you. The move takes up to five days, usually one.
@ -4d 08:15
jonas: Launch day. @samir has switched the domain at seven, and it is already there for most of us.
+ 🎉 maya priya elif samir
maya: I see it!! My mother sees it too!
priya: The photo of the stove as the first thing on a Sunday morning. I am happy.
elif: Checked every page on an old Android, an iPhone and a screen reader. Two commas changed, nothing else.
samir: First real booking came in at 08:41. Four people, Thursday, "window please".
maya: That is Mr. Aalto. He always wants the window.
jonas: Congratulations, Maya. And thank you, everyone.
@ -1d 16:20
maya: Thirty-one bookings since Sunday and the phone rang only twice during service.
samir: Server is bored, in case anybody wonders.
jonas: Could we talk about the gift vouchers next week? You mentioned them in September.
maya: Yes please, before Christmas.
jonas: Which day suits everybody?
? Tuesday at ten: samir elif | Wednesday at three: maya priya samir jonas | Friday at nine: elif
@ -95m
priya: I drew a first idea for the vouchers over lunch, nothing serious: https://design.harbor.example/lume/vouchers
elif: "An evening, wrapped." for the headline?
samir: Payment by card would take me about three days, including the tests.
jonas: @maya, have a look when the kitchen lets you. No hurry today.
`,
}

const photos: ConversationStory = {
  title: 'Photos and menu',
  project: 'lume',
  people: ['priya', 'maya', 'elif'],
  unread: { priya: 2 },
  script: `
@ -16d 15:10
priya: A room for everything you can eat. Maya, who takes the photos?
maya: My cousin Iben. She photographs weddings, so she is fast and never asks the food to smile.
priya: Perfect. Daylight, please, no flash, and the plates you really use.
maya: The blue ones have chips.
priya: The chips stay.
@ -12d 10:00
maya: Iben was here yesterday. Sixty-two photos. How do I send them?
priya: Files are coming to Parley soon. Until then a link is fine.
maya: Here: https://photos.example/lume-autumn
priya: The octopus! The steam!
elif: I am writing this before breakfast and it is cruel.
priya: I will take numbers 4, 9, 17, 23, 40 and 58. Number 23 for the start page.
maya: 23 is also my favourite, it is the evening light you talked about.
@ -9d 12:45
elif: Menu texts. I need names, not descriptions. What do you call the pasta with the crab?
maya: Tagliolini al granchio. In the kitchen we say "the crab".
elif: "Tagliolini, crab, lemon, nothing else."
maya: There is also butter.
elif: "Tagliolini, crab, lemon, butter, nothing else."
maya: Now it is true.
priya: Prices with or without decimals?
maya: Without. I do not do ninety-nine cents.
@ -6d 09:30
elif: Allergens: I made a small table below each dish that can be opened. Could you check them? It must be right.
maya: I checked with Sofia. Celery is missing in the ragù, everything else is correct.
elif: Added. Thank you both, this is the part I cannot guess.
priya: Small print done well is also design.
@ -2d 17:05
maya: Can I change the menu myself tomorrow? The boats brought turbot.
elif: Yes! Settings, Menu, today. It is on the page as soon as you save.
maya: Saved. Turbot is on the internet.
elif: I see it. "Turbot, leeks, brown butter." Someone has learned fast.
@ -50m
maya: A guest photographed the menu page and sent it to me to ask whether it is still true. I changed it from the stove in ten seconds.
maya: Also: could the turbot have its own photo? Iben is coming on Thursday.
`,
}

export const lumeStories: readonly ConversationStory[] = [kickOff, launch, photos]
