"""The passwords that everybody tries first.

Those of eight characters or more that head every list of leaked ones, in small letters.
"""

_TOO_OFTEN_CHOSEN = """
0123456789 01234567 0987654321 09876543 10203040 11223344 1122334455 11235813 12121212 12312312
123123123 12341234 123412345 123454321 1234554321 12345678 123456789 1234567890 12345678910
123456789a 123456789q 123456abc 12345qwert 1234qwer 123654789 123qweasd 123qweasdzxc 14725836
147258369 147852369 159753456 1a2b3c4d 1password 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx
1qaz2wsx3edc 1qazxsw2 20202020 22446688 3rjs1la7qe 55555555a 66668888 741852963 78945612
789456123 87654321 88888888a 90909090 963852741 98765432 987654321 9876543210 a1234567 a12345678
a123456789 a1b2c3d4 aa123456 aa123456789 abc12345 abc123456 abcd1234 abcdefgh abcdefg1 abcdefghi
access14 admin123 admin1234 administrator alexander alphabet amsterdam anything asdf1234
asdfasdf asdfghjk asdfghjkl asdfghjkl1 babygirl babygirl1 barcelona baseball baseball1
basketball batman123 beautiful benjamin blink182 bullshit butterfly carolina changeme changeme1
changeme123 charlie1 chelsea1 chocolate chocolate1 christian computer computer1 corvette
courtney cowboys1 creative danielle december default1 dolphins dragon12 dragon123 einstein
elephant elizabeth fireball football football1 forever1 fuckyou1 fuckyou2 garfield gateway1
godzilla greenday guinness hardcore harley01 hello123 hello1234 hellohello helloworld hercules
hunter12 iloveyou iloveyou1 iloveyou2 iloveyou! infinity internet iloveyou12 jennifer jessica1
jonathan jordan23 junebug1 justin01 kristina letmein1 letmein12 letmein123 liverpool liverpool1
lovelove lovely123 loveyou1 marina12 marlboro maverick melissa1 mercedes metallica michael1
michelle midnight monkey12 monkey123 mustang1 myspace1 mypassword nicholas nintendo november
okmijnuhb p@ssw0rd p@ssword pa$$word pa55word pakistan passport passw0rd passw0rd1 password
password! password. password0 password01 password1 password1! password11 password12 password123
password1234 password2 password3 password7 password9 passwort passwort1 patricia platinum
pokemon1 porsche911 precious princess princess1 princess2 qazwsxedc qazwsx123 qwaszx12 qwe123qwe
qweasd123 qweasdzxc qwer1234 qwerty01 qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456
qwertyui qwertyuiop qwertyuiop1 qwert12345 qwertz123 rockstar1 samantha scarface scorpion
secret123 security september serenity simpsons snowball spiderman spiderman1 starwars starwars1
startrek steelers stephanie sunshine sunshine1 superman superman1 superstar swordfish test1234
testtest thailand trustno1 trustno12 veronica victoria warcraft welcome1 welcome12 welcome123
whatever whatever1 williams windows1 yankees1 yellow12 zaq12wsx zaq1zaq1 zaq1xsw2 zxcvbnm1
zxcvbnm123 zxcvbnml correcthorsebatterystaple broadsheet broadsheet1
"""

COMMON_PASSWORDS = frozenset(_TOO_OFTEN_CHOSEN.split())
