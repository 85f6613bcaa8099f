import type { ConversationStory } from '../conversations.ts'

const audioGuide: ConversationStory = {
  title: 'Audio guide',
  project: 'tidewater',
  settings: { topic: '120 objects, two floors, no reception in the tide hall', avatar: { emoji: '🐋', colour: 'azure' }, theme: 'sea' },
  people: ['priya', 'amara', 'tomas', 'noor', 'elif'],
  unread: { amara: 3, tomas: 6, noor: 1 },
  script: `
@ -30d 09:00
priya: Hello Amara, hello Tomás. This is the room for the audio guide. Noor builds it, Elif looks after the texts.
amara: Good morning. We have 120 objects and recordings for 34 of them. Is that a problem?
noor: Not for the app. An object without a recording shows its text, and the recording appears once it is there.
tomas: From the desk: visitors ask for three things. Where am I, what is this, and where is the toilet.
elif: In that order?
tomas: In the reverse order.
+ 😄 elif amara noor
priya: Then the map is the first screen.
@ -27d 13:20
noor: Question about the building: is there mobile reception in the tide hall?
tomas: None. It is two metres of granite.
noor: Then everything has to be on the phone before people walk in. About 90 MB with all recordings.
amara: Could the entrance Wi-Fi load it while they buy their tickets?
noor: Yes, that is the plan. Three minutes on your Wi-Fi, I measured at the desk yesterday.
tomas: So that was you with the stopwatch.
noor: That was me.
@ -23d 10:40
amara: The second batch of recordings is ready, objects 35 to 61. The Ghanaian canoe has my own voice, I hope that is acceptable.
elif: More than acceptable. You sound as if you had built it.
amara: My grandfather built one like it.
+ ❤️ elif priya tomas
priya: That sentence belongs into the guide.
amara: I will record it.
@ -19d 15:15
priya: The map of both floors, tested with eight visitors on Saturday. Six found the lighthouse lens without help.
! priya
> noor: The lens turns now when one taps it. Six of eight tapped it.
> amara: The other two were reading. That is also a success.
tomas: And the other two?
priya: Went upstairs. The staircase is drawn too prominently, I have made it quieter.
noor: There is also a "where am I" button now. It works from the numbers on the walls, no beacons, no Bluetooth.
tomas: I like that nothing needs batteries.
@ -15d 09:50
elif: Plain-language texts for children are done for the ground floor. May I try them on a school class?
tomas: A class of nine-year-olds comes on Tuesday at ten. I can ask their teacher.
elif: Please do. I will bring stickers.
@ -12d 14:30
elif: Report from the class. Favourite: the whale's ear bone. Least favourite: anything longer than three sentences.
elif: One child asked whether the sea is older than the museum. I have put that into the introduction.
amara: It is the best question anybody has asked this year.
priya: We now have a maximum of three sentences per screen, with "tell me more" below.
@ -7d 11:05
noor: Test version 0.9 is out. Install link for your phones: https://test.harbor.example/tidewater
amara: Installed. The type could be larger, I read it at arm's length.
noor: It follows the size of your phone's settings. Could you try with "larger text" there?
amara: Indeed. Then it is perfect, and I shall tell my colleagues about that setting.
tomas: On my old phone the recording stops when the screen goes dark.
noor: Which model? I think I know why.
tomas: It says Moto G7.
noor: Found it. Fixed in 0.9.1, which is online now.
tomas: Works. I listened to the whole of the tide hall with my phone in the pocket.
@ -3d 10:20
priya: Two weeks to the opening of the new wing. Open: recordings 98 to 120, the German texts, the poster at the entrance.
elif: German is finished on Friday. The word for "tide staff gauge" is "Pegellatte", I am very pleased with that.
amara: Recordings are planned for Monday and Tuesday.
tomas: For the poster: please one big code to scan and no text. Nobody reads in the queue.
priya: One code, one arrow, one wave. Draft tomorrow.
@ -1d 15:40
priya: The poster: https://design.harbor.example/tidewater/poster
amara: Elegant. Could the wave be a little calmer? We are an estuary.
priya: A calmer wave it is.
@ -140m
noor: 0.9.3 is out: offline map loads twice as fast, and the recordings keep their place when a call comes in.
elif: All German texts are in. 121 objects, because number 47 turned out to be two.
priya: New poster with an estuary wave, same link as yesterday.
noor: Tomás, could you try the entrance Wi-Fi with five phones at once when it is quiet?
priya: And Amara, please listen to 62 once more, there is a door closing in the middle.
elif: It is a very historic door.
`,
}

const workshop: ConversationStory = {
  title: 'Workshop (team)',
  project: 'tidewater',
  people: ['priya', 'noor', 'samir', 'elif'],
  unread: { elif: 3 },
  script: `
@ -20d 16:00
noor: Team question: do we keep the recordings as single files or one pack per floor?
samir: Single files. One changed recording should not mean 45 MB again.
noor: Agreed, and a list with checksums next to them.
priya: Will the visitor notice anything of this?
noor: Only that updates take seconds.
@ -10d 09:25
samir: I moved the museum's texts to their own editor. Amara can change a label without a release.
elif: She found it already. Object 12 now has an Oxford comma.
priya: Good. It is her museum.
@ -5d 13:10
noor: Memory on old phones: the big photo of the lens took 80 MB decoded. Scaled down to what the screen shows, it is 6.
samir: That explains the crash on Tomás's phone.
noor: Yes. Test added, so it stays that way.
priya: Could you also check the photo of the tapestry? It is even larger.
noor: Same rule for all photos now.
@ -1d 10:05
samir: Load test for the opening: 400 phones on the Wi-Fi, all loading everything. The access point gives up at 260.
noor: Could we spread it? Ground floor first, the rest while they walk.
samir: That brings it down to a third. I will do it this afternoon.
@ -180m
samir: Done and measured. 400 phones, everyone has the ground floor after 70 seconds.
noor: Lovely. I will put it into 0.9.4.
samir: Cake is in the kitchen, by the way. Lena sent a box.
`,
}

export const tidewaterStories: readonly ConversationStory[] = [audioGuide, workshop]
