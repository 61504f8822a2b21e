"""What anybody would try: words, rows of keys, printed values, and words whose hashes are looked up."""

from collections.abc import Iterable
from functools import cache

from gateway_probe.disclosure.known_words import words

# What such values speak of, in the languages that people write them in.
_ABOUT_TOKENS = """
token tokens secret secrets password passwords passw0rd passwd passphrase passcode credential credentials key keys
probe gateway vercel placeholder changeme changeit replaceme dummy default fake mock sample demo example redacted
insecure random string value passwort kennwort geheim geheimes geheimnis schluessel schlussel wert jeton motdepasse
passe mdp cle valeur contrasena contraseña clave secreto secreta ficha valor senha segredo chave palavra parola
segreto segreta gettone chiave valore wachtwoord sleutel geheime waarde haslo tajne tajny klucz wartosc hemlighet
losenord nyckel varde hemmelig adgangskode nokkel passord salasana avain arvo heslo tajne klic hodnota jelszo titok
cheie secretul sifre parola anahtar gizli deger parol tajna kljuc lozinka sifra simvol klyuch sekret znachenie
himitsu kagi ango mima miyao lingpai mima bimil biho kata sandi rahasia kunci matkhau mat khau bi
"""
# What they ask for, and words that stand in everything.
_ASKED = """
cambiame cambiar cambia reemplazar reemplaza por aqui este esta su tu mi el la los con ponga poner ihr ihre dein deine
mein hier bitte aendern andern ersetzen eintragen einsetzen kommt hin den das der die mit durch remplacez remplacer
changez changer votre mon moi ici un une le les par vous mettre substitua substituir mude mudar seu sua meu aqui troque
sostituire cambiare inserisci tuo tua mio qui il con vervang verander deze dit je jouw uw hier mij door zamien zmien
wpisz wstaw swoj swoja twoj tutaj mnie na byt ut ersatt
 din mig med har skift indsaet dit her bytt vaihda tama heti zmente
zmen svuj zde cserelje inserati schimba aici degistir degistirin buraya yaziniz lutfen senin beni zamenite vstavte
svoj svoyu syuda zdes menya izmeni koko kokoni anata nyuryoku shite kudasai kaete qing tihuan wei nide zheli ganti
masukkan dengan anda sini thay doi nay di ban
"""
# Words that people make such values of, beside those of plain English.
_WORD_LIST = """
abc access admin app auth bearer here goes letmein super test testing dev prod staging preview very welcome login
iloveyou monkey dragon sunshine princess football shadow hunter trustno correct horse battery staple love wife dog cat
mother father baby hello world foo bar baz qux lorem ipsum dolor sit amet consectetur adipiscing elit quick brown fox
jumps lazy rand base64 hex openssl paste output generate company corp inc guest master winter spring summer autumn
coming thanksgiving christmas deadbeef cafebabe feedface coffee 0x real really ignore remove later tell anyone hidden
unknown top temp temporary tmp xxx one two three four five six seven eight nine ten once twice my me we he us our thing
long strong more best wins force share home house door open sesame secure life answer your belong base are all
i a o shh bob alice terraform determined tbd tba set fill yourself internal public development deploy deployed cloud
shell bash node next react java script google amazon github microsoft apple facebook linkedin netflix jesus god
todo fixme put troubador alg typ jwt hs256 rs256
"""

# The words that bind others into sentences. A language has no more of them; lists for rolling dice have none.
_BINDING = """
i me my we us our you your he him his she her it its they them their this that these those who what which where when why
how a an the and or but if because so than as of to in on at by for from with without about into over under after before
between through during against not no never nothing nobody is am are was were be been being has have had do does did
will would can could shall should may might must there here very too also only all any some every ever just please
"""
# Rows of the keyboards, and digits and letters that everybody knows the next of.
_ROWS = (
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertzuiop",
    "yxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1qazxsw23edcvfr45tgbnhy67ujm",
)
_NUMBERS = (
    "3141592653589793238462643383279502884197",
    "2718281828459045235360287471352662497757",
    "1618033988749894848204586834365638117720",
    "1414213562373095048801688724209698078569",
    "1123581321345589144233377610987159725844181",
    "2357111317192329313741434753596167717379",
    "1248163264128256512102420484096819216384",
)
_LONGEST_PIECE = 12
# Values that stand in specifications and manuals, as letters and digits.
_PRINTED = """
123e4567e89b12d3a456426614174000 123e4567e89b42d3a456556642440000 550e8400e29b41d4a716446655440000
f47ac10b58cc4372a5670e02b2c3d479 f81d4fae7dec11d0a76500a0c91e6bf6 c56a418065aa42eca9455fd21dec0538
3fa85f6457174562b3fc2c963f66afa6 7c9e6679742540de944be07fc1f90ae7 9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d
1b9d6bcdbbfd4b2d9b5dab8dfbbd4bed 01890a5dac96774bbcceb302099a8057 258eafa5e91447da95cac5ab0dc85b11
01arz3ndektsv4rrffq69g5fav v1stgxr8z5jdhi6bmyt
507f1f77bcf86cd799439011 2b7e151628aed2a6abf7158809cf4f3c
wjalrxutnfemik7mdengbpxrficyexamplekey akiaiosfodnn7example aizasyd9tsrke72pouqmnmxa7ezsw0jkfmbwy
sktest4ec39hqlyjwdarjtt1zdp7dc 2yotnfzfejr1zcsicmwpaa tgzv3jokf0xg5qx2tlkwia splxlobezqqybys6wxsbia
s3pplmbitxaq9kygzzhzrbkxoo tr0ub4dor3tr0ub4dor3 pktesttyoomqauvdedq54nitphi7jx
supercalifragilisticexpialidocious antidisestablishmentarianism honorificabilitudinitatibus
pneumonoultramicroscopicsilicovolcanoconiosis floccinaucinihilipilification hippopotomonstrosesquippedaliophobia
llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch donaudampfschifffahrtsgesellschaft
rindfleischetikettierungsueberwachung
eyjhbgcioijiuzi1niisinr5cci6ikpxvcj9eyjzdwiioiixmjm0nty3odkwiiwibmftzsi6ikpvag4grg9liiwiawf0ijoxnte2mjm5mdiyfqsflkxwrjsmekkf2qt4fwpmejf36pok6yjvadqssw5c
"""
_HASHED = """
password password1 password123 Password P@ssw0rd admin admin123 root user test secret secret123 supersecret my-secret
token changeme letmein qwerty abc abc123 123 1234 12345 123456 1234567 12345678 123456789 1234567890 111111 hello world
hello-world foo bar foobar hunter2 iloveyou monkey dragon example example.com gateway probe gateway-probe vercel
production prod preview staging dev development local localhost default demo 2025 2026 0 1 a null undefined true
GATEWAY_PROBE_TOKEN AI_GATEWAY_API_KEY ai-gateway administrator asdf asdfghjkl qwertyuiop zxcvbnm trustno1 1q2w3e4r5t
january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
"""
_HASHED_PHRASES = ("", "hello world", "Hello World", "Hello, World!", "The quick brown fox jumps over the lazy dog")


@cache
def about_tokens() -> frozenset[str]:
    """What placeholders speak of."""
    return frozenset(_ABOUT_TOKENS.split())


@cache
def printed_values() -> frozenset[str]:
    """What stands in specifications and manuals, as letters and digits."""
    return frozenset(_PRINTED.split())


@cache
def binding_words() -> frozenset[str]:
    """What stands in sentences, and between words that chance has drawn hardly ever."""
    return frozenset(_BINDING.split())


def hashed_texts() -> frozenset[str]:
    """Whose hashes are looked up, and taken for random: the words that such values are made of, not all of English."""
    return frozenset([*_HASHED_PHRASES, *f"{_HASHED} {_WORD_LIST}".split()]) | about_tokens()


@cache
def all_words() -> frozenset[str]:
    rows = _pieces((*_ROWS, *(row[::-1] for row in _ROWS)), 3) | _pieces(_NUMBERS, 6)
    years = map(str, range(1970, 2040))
    return words() | about_tokens() | rows | frozenset(years) | frozenset(f"{_WORD_LIST} {_ASKED}".split())


def _pieces(rows: Iterable[str], shortest: int) -> frozenset[str]:
    lengths = range(shortest, _LONGEST_PIECE)
    return frozenset(row[at : at + many] for row in rows for many in lengths for at in range(len(row) - many + 1))


@cache
def glued_words() -> frozenset[str]:
    """Without the shortest, of which chance makes up half of what is easily pronounced."""
    return frozenset(word for word in all_words() if len(word) > 2)
