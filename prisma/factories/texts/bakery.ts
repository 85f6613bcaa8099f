import type { ConversationStory } from '../conversations.ts'

const shop: ConversationStory = {
  title: 'Online-Shop',
  project: 'bakery',
  settings: { topic: 'Vorbestellen bis 22 Uhr, abholen ab sechs', avatar: { emoji: '🥨', colour: 'honey' } },
  people: ['jonas', 'lena', 'samir', 'elif'],
  unread: { lena: 2, jonas: 1 },
  script: `
@ -26d 06:10
lena: Guten Morgen! Ich bin seit zwei wach, falls jemand Fragen hat.
jonas: Guten Morgen, Lena. Wir fangen um neun an, aber schön, dass du da bist.
@ -26d 09:05
jonas: So, jetzt richtig: In diesem Raum geht es um den Shop. Vorbestellen bis Mitternacht, abholen ab sechs.
lena: Bis 22 Uhr bitte. Um Mitternacht ist der Teig schon gemacht.
samir: Die Uhrzeit wird einstellbar, pro Produkt. Roggen braucht länger als Brötchen, oder?
lena: Du hast wohl schon mal gebacken. Roggen bis 18 Uhr, alles andere bis 22 Uhr.
elif: Wie viele Produkte sind es?
lena: Zwölf Brote, neun Sorten Brötchen, und Kuchen nach Laune.
elif: "Kuchen nach Laune" nehme ich als Kategorie.
@ -22d 10:30
samir: Bezahlen: Karte und PayPal im Shop, bar bei der Abholung. Passt das?
lena: Bar muss unbedingt bleiben. Die Hälfte meiner Kunden ist über siebzig.
samir: Bleibt. Wer bar zahlt, bekommt eine Nummer und zahlt an der Theke.
lena: Und wenn jemand nicht kommt?
jonas: Nach dem dritten Mal nur noch mit Vorauszahlung? So macht es ein anderer Kunde von uns.
lena: Nach dem zweiten Mal. Brot kann man nicht zurückstellen.
@ -17d 13:50
elif: Erste Texte sind da. Ich habe bei jedem Brot dazugeschrieben, wie lange es frisch bleibt.
lena: Sehr gut! Beim Dinkel stehen vier Tage, das sind aber nur drei.
elif: Geändert. Und das Salzbrot?
lena: Das Salzbrot ist nach einer Stunde weg, da stellt sich die Frage nicht.
+ 😄 elif jonas samir
@ -11d 11:15
samir: Der Testshop steht: https://test.harbor.example/brotundsalz
lena: Ich habe vierzig Brezeln bestellt. Kommen die jetzt wirklich?
samir: Nein, das ist nur ein Test. Du müsstest sie auch selbst backen.
lena: Stimmt auch wieder.
jonas: Probier bitte einmal die Liste für die Backstube. Sie soll um 22:05 fertig sein, nach Teig sortiert.
lena: Nach Teig sortiert ist genau richtig. Kann sie auch drucken? In der Backstube überlebt kein Tablet.
samir: Sie druckt automatisch, wenn du den Drucker einmal einträgst.
@ -6d 08:20
lena: Der Drucker druckt! Heute Nacht kam die erste Liste, mein Geselle dachte, es spukt.
+ 👻 elif samir
> samir: Soll er nachts leiser drucken?
> lena: Nein, jetzt kennen sie sich.
elif: Das kommt auf die Startseite. "Nachts, wenn der Drucker spukt."
lena: Untersteh dich.
jonas: Am Ersten starten wir mit den Stammkunden, zwei Wochen später mit allen. Einverstanden?
lena: Einverstanden. Ich hänge einen Zettel an die Tür.
@ -2d 07:30
lena: 19 Vorbestellungen auf den Zettel hin, und das am Dienstag!
samir: Alle sauber durchgelaufen. Eine Kundin hat ihr Passwort dreimal falsch eingegeben und dann doch angerufen.
lena: Frau Petersen. Sie hat auch dreimal angerufen.
elif: Ich mache den Text zum Zurücksetzen freundlicher.
@ -70m
elif: Neuer Text: "Passwort vergessen? Kein Problem, wir schicken dir einen Link. Das Brot läuft dir nicht weg."
samir: Ist drin. Und die Brezeln haben jetzt eine Höchstmenge von dreißig, Lena, wegen deiner vierzig.
`,
}

export const bakeryStories: readonly ConversationStory[] = [shop]
