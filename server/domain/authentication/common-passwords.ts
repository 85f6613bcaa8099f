/**
 * Three thousand passwords that are guessed first, in lower case, of eight characters and more
 * (shorter ones are refused by their length). Put together for Parley, by hand and by rule: about
 * 1,200 well-known ones, a hundred dates, then everyday words and names with the endings that
 * people add. It follows the published rankings of leaked passwords but is no copy of one.
 */
const LIST = `
password passw0rd password1 password12 password123 password1234 password12345 password! password1! p@ssword p@ssw0rd p@ssw0rd1 p@ssw0rd123 pa55word pa55w0rd passwort passwort1
passwort123 kennwort passw0rd1 passw0rd123 password01 password2 password3 password11 password99 mypassword newpassword thepassword nopassword passpass passpass1 password0
password9 passwords 12345678 123456789 1234567890 12345678910 123456789a 12345678a 123456789q 1234567891 0123456789 01234567 987654321 9876543210 87654321 11111111 111111111
1111111111 00000000 000000000 0000000000 22222222 33333333 44444444 55555555 66666666 77777777 88888888 99999999 222222222 555555555 777777777 888888888 999999999 12341234
12344321 11223344 1122334455 112233445566 123123123 123123123123 12121212 1212121212 13131313 10101010 20202020 69696969 21212121 123321123 147258369 147852369 159753456
159357456 741852963 789456123 963852741 123654789 135792468 246813579 246810121 31415926 314159265 27182818 00112233 13579246 24681012 12131415 10203040 102030405060 1020304050
11112222 12312312 98765432 45678912 14725836 36925814 78945612 1234567a 1234567q a1234567 a12345678 a123456789 q1234567 1a2b3c4d 1a2b3c4d5e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y
1qaz2wsx 1qaz2wsx3edc 1qazxsw2 1q2w3e4r! qwer1234 qwer12345 qwer4321 qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 qwerty11 qwerty01 qwerty21 qwerty22 qwerty77
qwerty88 qwerty99 qwertyui qwertyuiop qwertyuiop1 qwertyuiop123 qwertyu1 qwertz123 qwertzui qwertzuiop qwertz12 azertyui azertyuiop azerty123 azerty12 asdfghjk asdfghjkl
asdfghjkl1 asdfghjkl123 asdf1234 asdfasdf asdfasdf1 asdfqwer asdfgh123 asdfgh12 asdfg123 asdfghj1 zxcvbnm1 zxcvbnm123 zxcvbnm, zxcvbnm12 zxcv1234 zxcvzxcv zxcvbnm123456
qazwsxedc qazwsx123 qazwsx12 qazxsw123 qaz123wsx qazqazqaz wsxedcrfv q1w2e3r4 q1w2e3r4t5 q1w2e3r4t5y6 qweasdzxc qweasd123 qweqweqwe qwe123qwe qwe12345 qweasdzx qwaszx12
1234qwer 12345qwert 123456qwerty 123qweasd 123qweasdzxc 123qwe123 123asd123 qwertyqwerty qwerqwer asdasdasd zxczxczxc poiuytrewq poiuytre mnbvcxz1 lkjhgfdsa lkjhgfds 0987654321
09876543 0okm9ijn poiulkjh !qaz2wsx !qaz1qaz 1qaz@wsx zaq12wsx zaq1zaq1 zaq1xsw2 xsw2zaq1 zaq!2wsx qwertyuiopasdfghjklzxcvbnm iloveyou iloveyou1 iloveyou2 iloveyou12
iloveyou123 iloveyou! iloveu123 iloveme1 iloveme123 ilovegod ilovehim iloveher ilovejesus ilovemom loveyou1 loveme123 lovelove loverboy lovergirl lovely123 ichliebedich
liebling teamo123 tequiero jetaime1 mylove123 truelove forever1 foreverlove sunshine sunshine1 princess princess1 princess123 football football1 football12 football123 baseball
baseball1 basketball basketball1 softball volleyball superman superman1 superman123 batman123 spiderman spiderman1 starwars starwars1 pokemon1 pokemon123 naruto123 dragonball
dragon123 dragon12 master123 shadow123 monkey123 monkey12 michael1 michael123 jennifer jennifer1 jessica1 jessica123 jordan23 jordan123 charlie1 charlie123 ashley123 daniel123
andrew123 thomas123 matthew1 anthony1 anthony123 william1 joshua123 robert123 michelle michelle1 samantha samantha1 nicholas alexander alexander1 alexandra alexandre victoria
victoria1 danielle christian christian1 christopher christina elizabeth elizabeth1 stephanie brittany benjamin jonathan patricia veronica isabella gabriela francisco fernando
guillermo sebastian valentina valentin margarita carolina fernanda santiago rodrigo1 mercedes mercedes1 porsche911 ferrari1 lamborghini mustang1 chevrolet corvette yamaha123
kawasaki harley123 harleydavidson welcome1 welcome12 welcome123 welcome! welcome01 welcome2 letmein1 letmein123 letmein! letmein12 letmeinnow trustno1 changeme changeme1
changeme123 changeit default1 default123 admin123 admin1234 admin12345 admin123456 administrator admin@123 adminadmin admin2020 admin2021 admin2022 admin2023 admin2024 rootroot
root1234 toor1234 guest123 guestguest user1234 useruser test1234 test12345 test123456 testtest testing1 testing123 temp1234 temporary temppass support1 service1 manager1
company1 company123 computer computer1 computer123 internet internet1 network1 server123 database1 oracle123 postgres mysql123 windows1 windows10 microsoft google123 facebook
facebook1 facebook123 twitter1 instagram instagram1 youtube1 whatsapp linkedin linkedin1 myspace1 hotmail1 hotmail123 yahoo123 gmail123 security security1 secret123 secret12
private1 access14 access123 abcd1234 abcd12345 abc12345 abc123456 abc123abc abcabcabc abcdefgh abcdefghi abcdefghij abcdef123 abcdefg1 abcdefg123 a1b2c3d4 a1b2c3d4e5 aa123456
aa12345678 aaaaaaaa aaaaaaaaaa zzzzzzzz xxxxxxxx qqqqqqqq asd12345 asd123456 aabbccdd abcd123456 abc1234567 aaa11111 aaaa1111 whatever whatever1 nothing1 anything something
somebody everyone1 freedom1 freedom123 trinity1 trouble1 killer123 hunter123 hunter22 gangster gangsta1 playboy1 slipknot slipknot1 metallica metallica1 nirvana1 blink182
greenday greenday1 eminem123 linkinpark ironmaiden blackmetal rockstar rockstar1 rocknroll guitar123 drummer1 musiclover liverpool liverpool1 liverpoolfc arsenal1 arsenal123
chelsea1 chelsea123 chelseafc manutd123 manchester manchester1 unitedfc barcelona barcelona1 realmadrid juventus juventus1 bayernmunchen dortmund1 schalke04 hamburg1 werder123
rangers1 celtic1888 celtic123 everton1 tottenham newcastle steelers steelers1 cowboys1 packers1 patriots yankees1 redsox123 lakers24 raiders1 eagles123 broncos1 dolphins
panthers bulldogs wildcats butterfly butterfly1 beautiful beautiful1 chocolate chocolate1 cheesecake strawberry blueberry watermelon pineapple cinnamon cupcake1 cookie123
candyman sweetheart sweetpea sweetie1 babygirl babygirl1 babygirl123 babyboy1 angel123 angels123 angelina angelica precious blessing blessed1 jesus123 jesuschrist jesus777
godisgood godbless heaven777 trustgod faith123 christ123 children mommy123 mother123 daddy123 father123 family123 familia1 myfamily grandma1 sister123 brother1 friends1
friends123 friendship bestfriend forever123 happiness happy123 smiley123 lollipop hello123 hello1234 hellohello hello12345 hellokitty helloworld goodluck goodmorning lucky123
lucky777 lucky7777 rainbow1 rainbow123 snowball snowflake snowman1 sunflower moonlight starlight midnight midnight1 darkness diamond1 diamonds platinum silver123 golden123
purple123 orange123 yellow123 green123 black123 white123 blue1234 redred123 pink1234 flower123 flowers1 garden123 summer12 summer123 summer01 summer99 summertime winter123
winter12 spring123 autumn123 november december september october1 february monday123 friday13 saturday birthday christmas halloween holiday1 vacation california california1
newyork1 newyork123 london123 london2012 paris123 berlin123 germany1 deutschland schalke1 france98 espana123 america1 canada123 brazil123 mexico123 australia scotland england1
ireland1 india123 pakistan russia123 moscow123 portugal argentina colombia scooter1 snickers scoobydoo scooby123 garfield mickey123 mickeymouse minnie123 donald123 tweety123
snoopy123 bugsbunny tinkerbell cinderella pikachu1 charizard zelda123 mario123 supermario finalfantasy warcraft warcraft1 starcraft minecraft minecraft1 fortnite fortnite1
roblox123 callofduty halo1234 counterstrike blizzard1 playstation xbox3600 gamer123 gamecube assassin predator terminator matrix123 startrek starfire stargate gandalf1
lordoftherings harrypotter hogwarts dumbledore skywalker darthvader chewbacca yoda1234 jedi1234 phoenix1 thunder1 thunder123 lightning hurricane tornado1 avalanche mountain
mountain1 ocean123 beach123 dolphin1 dolphin123 elephant elephant1 tiger123 tigger123 panther1 leopard1 cheetah1 eagle123 falcon123 penguin1 kitten123 kittycat pussycat
doggy123 puppy123 doglover bulldog1 labrador rottweiler pitbull1 horse123 horses123 ponyboy1 chicken1 chicken123 hamster1 turtle123 spider123 scorpion scorpio1 cobra123
dragonfly dragon11 dragon88 maverick maverick1 cowboy123 soldier1 marines1 navyseal airforce military captain1 captain123 sergeant general1 warrior1 warrior123 champion
champion1 winner123 victory1 legend123 hero1234 ninja123 samurai1 viking123 pirate123 cheese123 pepper123 ginger123 banana123 apple123 cherry123 lemonade coffee123 vodka123
whiskey1 budweiser heineken corona123 guinness marlboro marlboro1 smokeweed weed4200 stoner420 420blaze bigdaddy biggie123 bigboy123 fuckyou1 fuckyou2 fuckyou123 fuckyou!
fuckoff1 fuckthis asshole1 asshole123 bullshit bitch123 sexy1234 sexygirl sexyboy1 pornstar swordfish trustme1 truelies openseame opensesame mustang123 camaro69 corvette1
hotrod123 racecar1 nascar24 nascar88 dale1234 earnhardt jeffgordon tiger1234 golfer123 golfball tennis123 soccer123 soccer12 soccer10 soccer11 hockey123 hockey99 swimming
running1 skateboard snowboard surfing1 fishing1 fishing123 hunting1 camping1 travel123 student1 student123 teacher1 teacher123 school123 college1 university graduate engineer
doctor123 nurse123 lawyer123 police123 fireman1 firefighter pilot123 driver123 samsung1 samsung123 motorola nokia123 sony1234 iphone123 android1 apple1234 macintosh logitech
dell1234 toshiba1 panasonic nintendo nintendo1 qwerty1q spongebob spongebob1 poohbear poohbear1 winnie123 peterpan alexander12 nicole123 amanda123 melissa1 vanessa1 rebecca1
natalie1 heather1 lauren123 rachel123 hannah123 olivia123 emily123 sophia123 maria123 laura123 sarah123 julia123 anna1234 david123 james123 john1234 chris123 brian123 kevin123
jason123 justin123 brandon1 brandon123 tyler123 jacob123 ethan123 lucas123 oliver123 george123 edward123 richard1 richard123 charles1 patrick1 patrick123 steven123 stephen1
peter123 martin123 stefan123 andreas1 florian1 tobias123 philipp1 johannes maximilian sebastian1 dominik1 schatz123 schatzi1 hallo123 hallo1234 hallohallo geheim123 sommer123
sommer2020 winter2020 fussball fussball1 fussball123 bayern123 berlin2020 sonnenschein schmetterling blumen123 engel123 teufel123 katze123 hund1234 pferde123 schokolade
passwort! passwort12 administrator1 willkommen willkommen1 einloggen start123 start1234 frankfurt muenchen stuttgart koeln123 dresden1 leipzig1 nuernberg oesterreich schweiz1
motdepasse bonjour1 bonjour123 chouchou doudou123 marseille marseille13 soleil123 contrasena bienvenido hola1234 hola12345 corazon1 estrella princesa princesa1 mariposa
amorcito chocolate123 bubbles1 buttercup snowwhite marshmallow jellybean gingerbread pumpkin1 pumpkin123 patches1 pebbles1 precious1 princess12 scarface godfather goodfellas
fightclub pulpfiction ghostrider wolverine deadpool1 ironman1 captainamerica avengers thanos123 joker123 harleyquinn wonderwoman supergirl catwoman greenlantern aquaman1
correcthorse correcthorsebatterystaple letmein2 opendoor123 iamthebest imthebest iamawesome awesome1 awesome123 cooldude coolgirl coolcool1 hotgirl1 hottie123 hotstuff cutiepie
cutie123 babydoll barbie123 diva1234 glamour1 fashion1 shopping money123 money1234 moneymaker millionaire rich1234 dollars1 business business1 success1 success123 power123
powerful energy123 electric atlantis olympus1 apollo13 discovery challenger enterprise enterprise1 voyager1 galaxy123 universe infinity infinity1 eternity destiny1 destiny123
fantasy1 mystery1 magic123 magical1 wizard123 merlin123 excalibur camelot1 kingdom1 princess7 queen123 king1234 knight123 castle123 crystal1 crystal123 sapphire emerald1
amethyst turquoise lavender vanilla1 coconut1 mango123 peaches1 apricot1 raspberry 1password mypass123 mypassword1 pass1234 pass12345 pass123456 passcode passcode1 passkey1
login123 login1234 loginlogin username username1 signin123 master12 masterkey masterpass monster1 monster123 mercury1 neptune1 jupiter1 saturn123 01011960 12311960 01011961
12311961 01011962 12311962 01011963 12311963 01011964 12311964 01011965 12311965 01011966 12311966 01011967 12311967 01011968 12311968 01011969 12311969 01011970 12311970
01011971 12311971 01011972 12311972 01011973 12311973 01011974 12311974 01011975 12311975 01011976 12311976 01011977 12311977 01011978 12311978 01011979 12311979 01011980
12311980 01011981 12311981 01011982 12311982 01011983 12311983 01011984 12311984 01011985 12311985 01011986 12311986 01011987 12311987 01011988 12311988 01011989 12311989
01011990 12311990 01011991 12311991 01011992 12311992 01011993 12311993 01011994 12311994 01011995 12311995 01011996 12311996 01011997 12311997 01011998 12311998 01011999
12311999 01012000 12312000 01012001 12312001 01012002 12312002 01012003 12312003 01012004 12312004 01012005 12312005 01012006 12312006 01012007 12312007 01012008 12312008
01012009 12312009 01012010 12312010 porsche1 shadow12 superman12 batman12 baseball12 hockey12 basketball12 sunshine12 michael12 jennifer12 jessica12 jordan12 charlie12 ashley12
daniel12 andrew12 thomas12 matthew12 anthony12 william12 joshua12 robert12 michelle12 samantha12 nicole12 amanda12 justin12 brandon12 oliver12 george12 edward12 richard12
patrick12 steven12 martin12 sophie12 hannah12 olivia12 spring12 autumn12 sommer12 herbst12 geheim12 computer12 internet12 google12 facebook12 samsung12 company12 testing12
access12 freedom12 killer12 hunter12 ginger12 pepper12 cookie12 banana12 orange12 purple12 flower12 family12 mother12 father12 rainbow12 diamond12 silver12 golden12 falcon12
phoenix12 thunder12 london12 berlin12 chelsea12 arsenal12 liverpool12 barcelona12 yankees12 cowboys12 steelers12 mustang12 ferrari12 porsche12 mercedes12 pokemon12 naruto12
starwars12 matrix12 warrior12 legend12 business12 student12 teacher12 school12 office12 changeme12 default12 support12 service12 baseball123 basketball123 sunshine123
jennifer123 matthew123 william123 michelle123 samantha123 sophie123 herbst123 internet123 diamond123 phoenix123 liverpool123 barcelona123 yankees123 cowboys123 steelers123
ferrari123 porsche123 mercedes123 starwars123 business123 office123 support123 service123 passwort1234 qwertz1234 azerty1234 welcome1234 letmein1234 monkey1234 dragon1234
master1234 shadow1234 superman1234 batman1234 football1234 baseball1234 soccer1234 hockey1234 basketball1234 sunshine1234 princess1234 michael1234 jennifer1234 jessica1234
jordan1234 charlie1234 ashley1234 daniel1234 andrew1234 thomas1234 matthew1234 anthony1234 william1234 joshua1234 robert1234 michelle1234 samantha1234 nicole1234 amanda1234
david1234 james1234 chris1234 brian1234 kevin1234 jason1234 justin1234 brandon1234 tyler1234 jacob1234 ethan1234 lucas1234 oliver1234 george1234 edward1234 richard1234
patrick1234 steven1234 peter1234 martin1234 alex1234 maria1234 laura1234 sarah1234 julia1234 emma1234 sophie1234 hannah1234 olivia1234 emily1234 summer1234 winter1234
spring1234 autumn1234 sommer1234 herbst1234 love1234 iloveyou1234 secret1234 geheim1234 computer1234 internet1234 google1234 facebook1234 samsung1234 company1234 testing1234
guest1234 access1234 freedom1234 killer1234 hunter1234 ginger1234 pepper1234 cookie1234 banana1234 orange1234 purple1234 flower1234 angel1234 jesus1234 family1234 mother1234
father1234 baby1234 lucky1234 happy1234 rainbow1234 diamond1234 silver1234 golden1234 eagle1234 falcon1234 phoenix1234 thunder1234 london1234 berlin1234 paris1234 chelsea1234
arsenal1234 liverpool1234 barcelona1234 yankees1234 cowboys1234 steelers1234 mustang1234 ferrari1234 porsche1234 mercedes1234 pokemon1234 naruto1234 starwars1234 matrix1234
warrior1234 ninja1234 legend1234 business1234 student1234 teacher1234 school1234 office1234 changeme1234 default1234 support1234 service1234 passwort12345 qwertz12345
azerty12345 welcome12345 letmein12345 monkey12345 dragon12345 master12345 shadow12345 superman12345 batman12345 football12345 baseball12345 soccer12345 hockey12345
basketball12345 sunshine12345 princess12345 michael12345 jennifer12345 jessica12345 jordan12345 charlie12345 ashley12345 daniel12345 andrew12345 thomas12345 matthew12345
anthony12345 william12345 joshua12345 robert12345 michelle12345 samantha12345 nicole12345 amanda12345 david12345 james12345 john12345 chris12345 brian12345 kevin12345
jason12345 justin12345 brandon12345 tyler12345 jacob12345 ethan12345 lucas12345 oliver12345 george12345 edward12345 richard12345 patrick12345 steven12345 peter12345 martin12345
alex12345 maria12345 laura12345 sarah12345 julia12345 anna12345 emma12345 sophie12345 hannah12345 olivia12345 emily12345 summer12345 winter12345 spring12345 autumn12345
sommer12345 herbst12345 hallo12345 love12345 iloveyou12345 secret12345 geheim12345 computer12345 internet12345 google12345 facebook12345 samsung12345 apple12345 company12345
testing12345 user12345 guest12345 login12345 access12345 freedom12345 killer12345 hunter12345 ginger12345 pepper12345 cookie12345 banana12345 orange12345 purple12345
flower12345 angel12345 jesus12345 family12345 mother12345 father12345 baby12345 lucky12345 happy12345 rainbow12345 diamond12345 silver12345 golden12345 tiger12345 eagle12345
falcon12345 phoenix12345 thunder12345 london12345 berlin12345 paris12345 chelsea12345 arsenal12345 liverpool12345 barcelona12345 yankees12345 cowboys12345 steelers12345
mustang12345 ferrari12345 porsche12345 mercedes12345 pokemon12345 naruto12345 starwars12345 matrix12345 warrior12345 ninja12345 legend12345 money12345 business12345
student12345 teacher12345 school12345 office12345 changeme12345 default12345 support12345 service12345 password123456 passwort123456 qwertz123456 azerty123456 welcome123456
letmein123456 monkey123456 dragon123456 master123456 shadow123456 superman123456 batman123456 football123456 baseball123456 soccer123456 hockey123456 basketball123456
sunshine123456 princess123456 michael123456 jennifer123456 jessica123456 jordan123456 charlie123456 ashley123456 daniel123456 andrew123456 thomas123456 matthew123456
anthony123456 william123456 joshua123456 robert123456 michelle123456 samantha123456 nicole123456 amanda123456 david123456 james123456 john123456 chris123456 brian123456
kevin123456 jason123456 justin123456 brandon123456 tyler123456 jacob123456 ethan123456 lucas123456 oliver123456 george123456 edward123456 richard123456 patrick123456
steven123456 peter123456 martin123456 alex123456 maria123456 laura123456 sarah123456 julia123456 anna123456 emma123456 sophie123456 hannah123456 olivia123456 emily123456
summer123456 winter123456 spring123456 autumn123456 sommer123456 herbst123456 hello123456 hallo123456 love123456 iloveyou123456 secret123456 geheim123456 computer123456
internet123456 google123456 facebook123456 samsung123456 apple123456 company123456 testing123456 user123456 guest123456 login123456 access123456 freedom123456 killer123456
hunter123456 ginger123456 pepper123456 cookie123456 banana123456 orange123456 purple123456 flower123456 angel123456 jesus123456 family123456 mother123456 father123456
baby123456 lucky123456 happy123456 rainbow123456 diamond123456 silver123456 golden123456 tiger123456 eagle123456 falcon123456 phoenix123456 thunder123456 london123456
berlin123456 paris123456 chelsea123456 arsenal123456 liverpool123456 barcelona123456 yankees123456 cowboys123456 steelers123456 mustang123456 ferrari123456 porsche123456
mercedes123456 pokemon123456 naruto123456 starwars123456 matrix123456 warrior123456 ninja123456 legend123456 money123456 business123456 student123456 teacher123456 school123456
office123456 changeme123456 default123456 support123456 service123456 superman! football! baseball! basketball! sunshine! princess! michael! jennifer! jessica! charlie!
matthew! anthony! william! michelle! samantha! brandon! richard! patrick! computer! internet! facebook! samsung! company! testing! freedom! rainbow! diamond! phoenix! thunder!
chelsea! arsenal! liverpool! barcelona! yankees! cowboys! steelers! mustang! ferrari! porsche! mercedes! pokemon! starwars! warrior! business! student! teacher! changeme!
default! support! service! passwort1! qwerty1! qwertz1! azerty1! welcome1! letmein1! monkey1! dragon1! master1! shadow1! superman1! batman1! football1! baseball1! soccer1!
hockey1! basketball1! sunshine1! princess1! michael1! jennifer1! jessica1! jordan1! charlie1! ashley1! daniel1! andrew1! thomas1! matthew1! anthony1! william1! joshua1!
robert1! michelle1! samantha1! nicole1! amanda1! justin1! brandon1! oliver1! george1! edward1! richard1! patrick1! steven1! martin1! sophie1! hannah1! olivia1! summer1!
winter1! spring1! autumn1! sommer1! herbst1! iloveyou1! secret1! geheim1! computer1! internet1! google1! facebook1! samsung1! company1! testing1! access1! freedom1! killer1!
hunter1! ginger1! pepper1! cookie1! banana1! orange1! purple1! flower1! family1! mother1! father1! rainbow1! diamond1! silver1! golden1! falcon1! phoenix1! thunder1! london1!
berlin1! chelsea1! arsenal1! liverpool1! barcelona1! yankees1! cowboys1! steelers1! mustang1! ferrari1! porsche1! mercedes1! pokemon1! naruto1! starwars1! matrix1! warrior1!
legend1! business1! student1! teacher1! school1! office1! changeme1! default1! support1! service1! password123! passwort123! qwerty123! qwertz123! azerty123! welcome123!
admin123! letmein123! monkey123! dragon123! master123! shadow123! superman123! batman123! football123! baseball123! soccer123! hockey123! basketball123! sunshine123!
princess123! michael123! jennifer123! jessica123! jordan123! charlie123! ashley123! daniel123! andrew123! thomas123! matthew123! anthony123! william123! joshua123! robert123!
michelle123! samantha123! nicole123! amanda123! david123! james123! john123! chris123! brian123! kevin123! jason123! justin123! brandon123! tyler123! jacob123! ethan123!
lucas123! oliver123! george123! edward123! richard123! patrick123! steven123! peter123! martin123! alex123! maria123! laura123! sarah123! julia123! anna123! emma123! sophie123!
hannah123! olivia123! emily123! summer123! winter123! spring123! autumn123! sommer123! herbst123! hello123! hallo123! love123! iloveyou123! secret123! geheim123! computer123!
internet123! google123! facebook123! samsung123! apple123! company123! test123! testing123! user123! guest123! login123! access123! pass123! freedom123! killer123! hunter123!
ginger123! pepper123! cookie123! banana123! orange123! purple123! flower123! angel123! jesus123! family123! mother123! father123! baby123! lucky123! happy123! rainbow123!
diamond123! silver123! golden123! tiger123! eagle123! falcon123! phoenix123! thunder123! london123! berlin123! paris123! chelsea123! arsenal123! liverpool123! barcelona123!
yankees123! cowboys123! steelers123! mustang123! ferrari123! porsche123! mercedes123! pokemon123! naruto123! starwars123! matrix123! warrior123! ninja123! legend123! money123!
business123! student123! teacher123! school123! office123! changeme123! default123! support123! service123! passwort01 qwertz01 azerty01 letmein01 monkey01 dragon01 master01
shadow01 superman01 batman01 football01 baseball01 soccer01 hockey01 basketball01 sunshine01 princess01 michael01 jennifer01 jessica01 jordan01 charlie01 ashley01 daniel01
andrew01 thomas01 matthew01 anthony01 william01 joshua01 robert01 michelle01 samantha01 nicole01 amanda01 justin01 brandon01 oliver01 george01 edward01 richard01 patrick01
steven01 martin01 sophie01 hannah01 olivia01 winter01 spring01 autumn01 sommer01 herbst01 iloveyou01 secret01 geheim01 computer01 internet01 google01 facebook01 samsung01
company01 testing01 access01 freedom01 killer01 hunter01 ginger01 pepper01 cookie01 banana01 orange01 purple01 flower01 family01 mother01 father01 rainbow01 diamond01 silver01
golden01 falcon01 phoenix01 thunder01 london01 berlin01 chelsea01 arsenal01 liverpool01 barcelona01 yankees01 cowboys01 steelers01 mustang01 ferrari01 porsche01 mercedes01
pokemon01 naruto01 starwars01 matrix01 warrior01 legend01 business01 student01 teacher01 school01 office01 changeme01 default01 support01 service01 password007 passwort007
qwerty007 qwertz007 azerty007 welcome007 admin007 letmein007 monkey007 dragon007 master007 shadow007 superman007 batman007 football007 baseball007 soccer007 hockey007
basketball007 sunshine007 princess007 michael007 jennifer007 jessica007 jordan007 charlie007 ashley007 daniel007 andrew007 thomas007 matthew007 anthony007 william007 joshua007
robert007 michelle007 samantha007 nicole007 amanda007 david007 james007 chris007 brian007 kevin007 jason007 justin007 brandon007 tyler007 jacob007 ethan007 lucas007 oliver007
george007 edward007 richard007 patrick007 steven007 peter007 martin007 maria007 laura007 sarah007 julia007 sophie007 hannah007 olivia007 emily007 summer007 winter007 spring007
autumn007 sommer007 herbst007 hello007 hallo007 iloveyou007 secret007 geheim007 computer007 internet007 google007 facebook007 samsung007 apple007 company007 testing007 guest007
login007 access007 freedom007 killer007 hunter007 ginger007 pepper007 cookie007 banana007 orange007 purple007 flower007 angel007 jesus007 family007 mother007 father007 lucky007
happy007 rainbow007 diamond007 silver007 golden007 tiger007 eagle007 falcon007 phoenix007 thunder007 london007 berlin007 paris007 chelsea007 arsenal007 liverpool007
barcelona007 yankees007 cowboys007 steelers007 mustang007 ferrari007 porsche007 mercedes007 pokemon007 naruto007 starwars007 matrix007 warrior007 ninja007 legend007 money007
business007 student007 teacher007 school007 office007 changeme007 default007 support007 service007 passwort11 qwertz11 azerty11 welcome11 letmein11 monkey11 master11 shadow11
superman11 batman11 football11 baseball11 hockey11 basketball11 sunshine11 princess11 michael11 jennifer11 jessica11 jordan11 charlie11 ashley11 daniel11 andrew11 thomas11
matthew11 anthony11 william11 joshua11 robert11 michelle11 samantha11 nicole11 amanda11 justin11 brandon11 oliver11 george11 edward11 richard11 patrick11 steven11 martin11
sophie11 hannah11 olivia11 summer11 winter11 spring11 autumn11 sommer11 herbst11 iloveyou11 secret11 geheim11 computer11 internet11 google11 facebook11 samsung11 company11
testing11 access11 freedom11 killer11 hunter11 ginger11 pepper11 cookie11 banana11 orange11 purple11 flower11 family11 mother11 father11 rainbow11 diamond11 silver11 golden11
falcon11 phoenix11 thunder11 london11 berlin11 chelsea11 arsenal11 liverpool11 barcelona11 yankees11 cowboys11 steelers11 mustang11 ferrari11 porsche11 mercedes11 pokemon11
naruto11 starwars11 matrix11 warrior11 legend11 business11 student11 teacher11 school11 office11 changeme11 default11 support11 service11 password13 passwort13 qwerty13
qwertz13 azerty13 welcome13 letmein13 monkey13 dragon13 master13 shadow13 superman13 batman13 football13 baseball13 soccer13 hockey13 basketball13 sunshine13 princess13
michael13 jennifer13 jessica13 jordan13 charlie13 ashley13 daniel13 andrew13 thomas13 matthew13 anthony13 william13 joshua13 robert13 michelle13 samantha13 nicole13 amanda13
justin13 brandon13 oliver13 george13 edward13 richard13 patrick13 steven13 martin13 sophie13 hannah13 olivia13 summer13 winter13 spring13 autumn13 sommer13 herbst13 iloveyou13
secret13 geheim13 computer13 internet13 google13 facebook13 samsung13 company13 testing13 access13 freedom13 killer13 hunter13 ginger13 pepper13 cookie13 banana13 orange13
purple13 flower13 family13 mother13 father13 rainbow13 diamond13 silver13 golden13 falcon13 phoenix13 thunder13 london13 berlin13 chelsea13 arsenal13 liverpool13 barcelona13
yankees13 cowboys13 steelers13 mustang13 ferrari13 porsche13 mercedes13 pokemon13 naruto13 starwars13 matrix13 warrior13 legend13 business13 student13 teacher13 school13
office13 changeme13 default13 support13 service13 password21 passwort21 qwertz21 azerty21 welcome21 letmein21 monkey21 dragon21 master21 shadow21 superman21 batman21 football21
baseball21 soccer21 hockey21 basketball21 sunshine21 princess21 michael21 jennifer21 jessica21 jordan21 charlie21 ashley21 daniel21 andrew21 thomas21 matthew21 anthony21
william21 joshua21 robert21 michelle21 samantha21 nicole21 amanda21 justin21 brandon21 oliver21 george21 edward21 richard21 patrick21 steven21 martin21 sophie21 hannah21
olivia21 summer21 winter21 spring21 autumn21 sommer21 herbst21 iloveyou21 secret21 geheim21 computer21 internet21 google21 facebook21 samsung21 company21 testing21 access21
freedom21 killer21 hunter21 ginger21 pepper21 cookie21 banana21 orange21 purple21 flower21 family21 mother21 father21 rainbow21 diamond21 silver21 golden21 falcon21 phoenix21
thunder21 london21 berlin21 chelsea21 arsenal21 liverpool21 barcelona21 yankees21 cowboys21 steelers21 mustang21 ferrari21 porsche21 mercedes21 pokemon21 naruto21 starwars21
matrix21 warrior21 legend21 business21 student21 teacher21 school21 office21 changeme21 default21 support21 service21 password22 passwort22 qwertz22 azerty22 welcome22
letmein22 monkey22 dragon22 master22 shadow22 superman22 batman22 football22 baseball22 soccer22 hockey22 basketball22 sunshine22 princess22 michael22 jennifer22 jessica22
jordan22 charlie22 ashley22 daniel22 andrew22 thomas22 matthew22 anthony22 william22 joshua22 robert22 michelle22 samantha22 nicole22 amanda22 justin22 brandon22 oliver22
george22 edward22 richard22 patrick22 steven22 martin22 sophie22 hannah22 olivia22 summer22 winter22 spring22 autumn22 sommer22 herbst22 iloveyou22 secret22 geheim22 computer22
internet22 google22 facebook22 samsung22 company22 testing22 access22 freedom22 killer22 ginger22 pepper22 cookie22 banana22 orange22 purple22 flower22 family22 mother22
father22 rainbow22 diamond22 silver22 golden22 falcon22 phoenix22 thunder22 london22 berlin22 chelsea22 arsenal22 liverpool22 barcelona22 yankees22 cowboys22 steelers22
mustang22 ferrari22 porsche22 mercedes22 pokemon22 naruto22 starwars22 matrix22 warrior22 legend22 business22 student22 teacher22 school22 office22 changeme22 default22
support22 service22 password69 passwort69 qwerty69 qwertz69 azerty69 welcome69 letmein69 monkey69 dragon69 master69 shadow69 superman69 batman69 football69 baseball69 soccer69
hockey69 basketball69 sunshine69 princess69 michael69 jennifer69 jessica69 jordan69 charlie69 ashley69 daniel69 andrew69 thomas69 matthew69 anthony69 william69 joshua69
robert69 michelle69 samantha69 nicole69 amanda69 justin69 brandon69 oliver69 george69 edward69 richard69 patrick69 steven69 martin69 sophie69 hannah69 olivia69 summer69
winter69 spring69 autumn69 sommer69 herbst69 iloveyou69 secret69 geheim69 computer69 internet69 google69 facebook69 samsung69 company69 testing69 access69 freedom69 killer69
hunter69 ginger69 pepper69 cookie69 banana69 orange69 purple69 flower69 family69 mother69 father69 rainbow69 diamond69 silver69 golden69 falcon69 phoenix69 thunder69 london69
berlin69 chelsea69 arsenal69 liverpool69 barcelona69 yankees69 cowboys69 steelers69 mustang69 ferrari69 porsche69 mercedes69 pokemon69 naruto69 starwars69 matrix69 warrior69
legend69 business69 student69 teacher69 school69 office69 changeme69 default69 support69 service69 password77 passwort77 qwertz77 azerty77 welcome77 letmein77 monkey77 dragon77
master77 shadow77 superman77 batman77 football77 baseball77 soccer77 hockey77
`

export const commonPasswords: ReadonlySet<string> = new Set(LIST.trim().split(/\s+/))
