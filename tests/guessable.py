"""Values that anybody could guess, a class each: no access token is made of them."""

PHRASES = r"""
correct-horse-battery-staple
Tr0ub4dor&3Tr0ub4dor&3
to-be-or-not-to-be-that-is
maytheforcebewithyou
iamthewalrusiamthewalrus
letmeinletmeinletmein
opensesameopensesame
thisisaverysecurepassword
ThisIsMySecretToken2026!
thequickbrownfoxjumpsoverthelazydog
winter-is-coming-2026
hello-world-hello-world
ilovemywifeandkids2026
P@ssw0rd!P@ssw0rd!P@ss
Password123!Password123!
Welcome2026!Welcome2026!
Summer2026!Summer2026!!
MyCompanyName2026Secret
super_duper_secret_key_1
do-not-share-this-token
dont-tell-anyone-this-token
keep-this-token-private
temporary-token-for-testing
just-for-testing-remove-later
notarealtokenjustatest
test-token-please-ignore
internal-use-only-token-1
development-only-not-for-prod
local-dev-token-do-not-use
my-dog-has-fleas-my-dog-has-fleas
allyourbasearebelongtous
there-is-no-place-like-home
one-ring-to-rule-them-all
live-long-and-prosper-2026
to be or not to be - that is the question
may-the-4th-be-with-you
ask not what your country can do
in-the-beginning-was-the-word
four-score-and-seven-years-ago
i-have-a-dream-i-have-a-dream
just do it just do it just
keep-calm-and-carry-on-2025
hakuna-matata-hakuna-matata
abracadabraabracadabra
never-gonna-give-you-up
password-of-the-gateway-probe
the token of production 2026
MySuperSecretAccessToken
secretSecretSECRETsecret
prod_access_token_v1_2026
our-team-probe-token-q4
gateway-probe-token-staging-1
vercel-ai-gateway-diagnose
api-diagnose-access-key-1
AI_GATEWAY_API_KEY_VALUE
SECRET_KEY_CHANGE_IN_PRODUCTION
REPLACE_WITH_STRONG_RANDOM_STRING
INSERT-YOUR-TOKEN-HERE-PLEASE
please_set_a_real_token_here
a_token_with_20_characters
twenty-characters-min
12345678901234567890
98765432109876543210
11111111112222222222
13579246801357924680
abcd1234efgh5678ijkl9012
poiuytrewqlkjhgfdsamnbvcxz
1q1q1q1q2w2w2w2w3e3e3e3e
qazqazqazwsxwsxwsxedcedc
zxcasdqwe123zxcasdqwe123
rfvtgbyhnujmrfvtgbyhnujm
2024-01-01T12:00:00+00:00
01/02/2026 03/04/2026 05/06
20260101120000202601021200
Monday-December-01-2025
c2VjcmV0LXRva2VuLWhlcmUtcGxlYXNl
cGFzc3dvcmQtcGFzc3dvcmQtMTIz
dGVzdHRlc3R0ZXN0dGVzdHRlc3Q=
7465737474657374746573747465737431
6368616e67656d656368616e67656d65
5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8
d41d8cd98f00b204e9800998ecf8427e
da39a3ee5e6b4b0d3255bfef95601890afd80709
e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
098f6bcd4621d373cade4e832627b4f6
00000000-dead-beef-cafe-000000000000
22222222-2222-4222-8222-222222222222
a0a0a0a0-b1b1-c2c2-d3d3-e4e4e4e4e4e4
0000000000000000000000001
bitte-hier-ihr-token-eingeben
hier-kommt-das-passwort-hin
mettez-votre-jeton-ici-svp
pon-tu-token-secreto-aqui
coloque-seu-token-aqui-agora
metti-qui-il-tuo-token-segreto
zet-hier-je-geheime-token
wpisz-tutaj-swoj-tajny-token
skriv-in-din-token-har
zadejte-sem-svuj-token
token-buraya-gelecek-1234
masukkan-token-anda-di-sini
__PROBE_SECRET_TOKEN__
ssm:/prod/probe/secret_token
secretsmanager:prod/probe/token
vault://secret/data/probe
gcpsecret://project/probe
process.env.PROBE_SECRET
import.meta.env.PROBE_TOKEN
secure: "AbCdEfGhIjKlMnOp"
from_secret: probe_token_x
gsm:projects/p1/secrets/s2/v3
akv:probe-vault/secret/version12
AKIAIOSFODNN7EXAMPLE1234
zK7xQ2pV9m-placeholder-R4tZ8b
TODO: generate a real token
FIXME-put-a-token-in-here
Tr0ub4dor&3-correct-horse
supercalifragilisticexpialidocious
antidisestablishmentarianism
Donaudampfschifffahrtsgesellschaft
eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9
pk_test_TYooMQauvdEDq54NiTphI7jx
AAECAwQFBgcICQoLDA0ODxAREhMUFRYX
base64:MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=
hex:000102030405060708090a0b0c0d0e0f
""".strip().splitlines()
"""Sentences, titles, names of the thing and what people write into a field to be done with it."""

WALKS = r"""
qwertyuiop1234567890
1q2w3e4r5t6y7u8i9o0p
qazwsxedcrfvtgbyhnujm
zaq12wsxcde34rfvbgt56yhn
1qaz!QAZ2wsx@WSX3edc#EDC
mnbvcxzlkjhgfdsapoiuytrewq
asdfghjkl;asdfghjkl;
azertyuiopqsdfghjklm
!@#$%^&*()_+1234567890
qweasdzxcrtyfghvbnuio
1234qwerasdfzxcv5678tyui
q1w2e3r4t5y6u7i8o9p0
zxcvbnmasdfghjklqwertyuiop
0987654321poiuytrewq
qwe123asd456zxc789rty
147258369147258369147
789456123789456123789456
a1b2c3d4e5f6g7h8i9j0k1l2
""".strip().splitlines()
"""Walks over a keyboard."""

DATES = r"""
2026-11-29T13:50:00Z-2026-11-29
20261129-20261128-20261127
29.11.2026-29.11.2026-x
1970-01-01T00:00:00.000Z
2000-01-01-2000-01-01-2000
november-29-2026-thanksgiving
1764424200176442420017644242
2026-11-29 13:50:34 UTC
20261129T173100Z-20261129
1764424800000-1764424800
19800101-19900101-20000101
Sun Nov 29 13:50:34 2026
""".strip().splitlines()
"""Times and dates."""

ROWS = r"""
ab12ab12ab12ab12ab12ab12
abcd-abcd-abcd-abcd-abcd
token1token2token3token4
aaaabbbbccccddddeeeeffff
aabbccddeeffgghhiijjkkll
a1b2c3d4e5f6g7h8i9j0
1a2b3c4d5e6f7g8h9i0j
abcabcabcabcabcabcabcabc1
AbCdEfGhIjKlMnOpQrStUvWxYz
a1b2c3d4-e5f6-7890-abcd-ef1234567890
abcdef1234567890abcdef1234567890
0123456789abcdef0123456789abcdef
fedcba9876543210fedcba9876543210
deadbeefdeadbeefdeadbeefdeadbeef
cafebabecafebabecafebabecafebabe
0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ
zyxwvutsrqponmlkjihgfedcba
9876543210zyxwvutsrqponm
112233445566778899aabbccddeeff
00112233445566778899aabbccddeeff
13579bdf02468ace13579bdf
abcdefghABCDEFGH12345678
AAAABBBBCCCCDDDD11112222
3141592653589793238462643
2718281828459045235360287
1123581321345589144233377
1618033988749894848204586
2357111317192329313741434753
abc123def456ghi789jkl012
0f1e2d3c4b5a69788796a5b4c3d2e1f0
ffffffffffffffffffffffff01234567
248163264128256512102420484096
""".strip().splitlines()
"""Rows, numbers that everybody knows, and pieces again and again."""

PRINTED = r"""
00000000-0000-0000-0000-000000000000
ffffffff-ffff-ffff-ffff-ffffffffffff
00000000-0000-0000-0000-000000000001
11111111-2222-3333-4444-555555555555
12345678-1234-5678-1234-567812345678
12345678-90ab-cdef-1234-567890abcdef
01234567-89ab-cdef-0123-456789abcdef
deadbeef-dead-beef-dead-beefdeadbeef
6ba7b810-9dad-11d1-80b4-00c04fd430c8
6ba7b811-9dad-11d1-80b4-00c04fd430c8
6ba7b812-9dad-11d1-80b4-00c04fd430c8
6ba7b814-9dad-11d1-80b4-00c04fd430c8
f81d4fae-7dec-11d0-a765-00a0c91e6bf6
123e4567-e89b-12d3-a456-426614174000
123e4567-e89b-42d3-a456-556642440000
550e8400-e29b-41d4-a716-446655440000
xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx
aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee
c56a4180-65aa-42ec-a945-5fd21dec0538
3fa85f64-5717-4562-b3fc-2c963f66afa6
7c9e6679-7425-40de-944b-e07fc1f90ae7
9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d
1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed
00000000-0000-4000-8000-000000000000
abcdef12-3456-7890-abcd-ef1234567890
f47ac10b-58cc-4372-a567-0e02b2c3d479
01890a5d-ac96-774b-bcce-b302099a8057
01ARZ3NDEKTSV4RRFFQ69G5FAV
V1StGXR8_Z5jdHi6B-myT
507f1f77bcf86cd799439011
2b7e151628aed2a6abf7158809cf4f3c
AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY
AKIAIOSFODNN7EXAMPLE
wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
sk_test_4eC39HqLyjWDarjtT1zdp7dc
dGhpcyBpcyBhIHNlY3JldA==
YWxhZGRpbjpvcGVuc2VzYW1l
QWxhZGRpbjpvcGVuIHNlc2FtZQ==
2YotnFZFEjr1zCsicMWpAA
tGzv3JOkF0XG5Qx2TlKWIA
SplxlOBeZQQYbYS6WxSbIA
dGhlIHNhbXBsZSBub25jZQ==
s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
258EAFA5-E914-47DA-95CA-C5AB0DC85B11
""".strip().splitlines()
"""What stands in specifications and manuals."""

PLACEHOLDERS = r"""
cambiame-cambiame-cambiame
cambiar-por-tu-token-secreto
reemplazar-con-token-real
ihr-token-kommt-hier-hin
hier-token-eintragen-bitte
geheimes-passwort-aendern
bitte-aendern-bitte-aendern
remplacez-moi-par-un-token
votre-jeton-secret-ici
mot-de-passe-a-changer
substitua-este-valor-aqui
seu-token-secreto-aqui
mude-me-mude-me-mude-me
sostituire-con-il-token
il-tuo-token-segreto-qui
inserisci-il-token-qui
vervang-dit-door-je-token
jouw-geheime-token-hier
verander-mij-verander-mij
zamien-mnie-na-swoj-token
wstaw-swoj-token-tutaj
byt-ut-mig-mot-din-token
ersatt-med-din-hemlighet
skift-mig-skift-mig-skift
vaihda-tama-salasana-heti
zmen-me-zmen-me-zmen-me
inserati-token-ul-aici
degistir-beni-degistir-beni
buraya-token-yaziniz-lutfen
zamenite-na-svoj-token
vstavte-svoj-token-syuda
anata-no-token-wo-koko-ni
koko-ni-token-wo-nyuryoku
qing-tihuan-wei-ni-de-token
ganti-dengan-token-anda
thay-doi-mat-khau-nay-di
TBD-TBD-TBD-set-this-later
to-be-determined-later-on
xxxxxxxx-xxxx-xxxx-redacted
[REDACTED-REDACTED-REDACTED]
****************abcd1234
-----redacted-by-security-----
<<YOUR_SECRET_TOKEN_VALUE>>
__REPLACE_ME_WITH_A_TOKEN__
@@PROBE_TOKEN_PLACEHOLDER@@
~~~fill-this-in-yourself~~~
not-set-not-set-not-set-1
none-none-none-none-none
nil-nil-nil-nil-nil-nil
[object Object][object Object]
set-me-in-vercel-dashboard
see-vault-for-the-real-value
ask-bob-for-the-real-token
generated-by-terraform-later
from-aws-secrets-manager-here
GENERATE_WITH_OPENSSL_RAND
some-long-random-string-here
a-very-long-and-random-string
keyboard-cat-keyboard-cat
shhhhh-this-is-a-secret-1
thisshouldbechangedinprod
this_is_not_a_real_token
insecure-default-token-123
default-insecure-change-it
token_for_local_development
dummy-dummy-value-12345678
fake-token-fake-token-fake
mock-token-mock-token-1234
abcdefg-replace-hijklmnop
lorem-ipsum-dolor-sit-amet
""".strip().splitlines()
"""What asks for another value, in many languages."""

REFERENCES = r"""
$PROBE_TOKEN_PRODUCTION
${PROBE_TOKEN:-default}
$env:GATEWAY_TOKEN_VALUE
%PROBE_ACCESS_TOKEN_1%
!PROBE_ACCESS_TOKEN_VALUE!
$(cat /run/secrets/token)
$(pass show vercel/probe)
`cat ~/.probe-token-file`
<(cat /run/secrets/token)
$((RANDOM*RANDOM*RANDOM))
${{ secrets.TOKEN }}
${{ env.PROBE_TOKEN }}
<< pipeline.parameters.token >>
<<parameters.probe_token>>
$(ProbeTokenFromAzureDevOps)
$[variables.ProbeTokenValue]
%env.PROBE_TOKEN_TEAMCITY%
%system.probe.token.value%
${bamboo.probe_token_secret}
{{secrets.probe_token_value}}
{{ vault_probe_token }}
((probe-token-concourse))
((vault:probe/token.value))
${ssm:/probe/token/prod}
${file(./secrets.yml):token}
${self:custom.probeToken}
!Ref ProbeTokenParameter
!Sub ${ProbeTokenParameter}
{{resolve:secretsmanager:probe}}
Fn::GetAtt ProbeToken.Value
arn:aws:secretsmanager:us-east-1:1:secret:t
projects/p/secrets/probe/versions/latest
op://vault/item/field-name
secret://projects/probe/tok
vault:secret/data/probe#tok
ref+vault://secret/probe#tok
ENC[AES256_GCM/data:tok/iv:x]
@Microsoft.KeyVault(SecretUri=x)
akv://probe/token/latest-x
$PSItem.ProbeTokenSecret
$Env.PROBE_TOKEN_NUSHELL
(get-secret probe-token-1)
(pass show probe/token-now)
$::env(PROBE_TOKEN_TCL)
@env/PROBE_TOKEN_VALUE_X
#PROBE_TOKEN_OCTOPUS_VALUE#
#{ProbeTokenOctopusValue}
%%PROBE_TOKEN_BATCHVALUE%%
%(probe_token_ini_value)s
{probe_token_format_value}
{{{probe_token_mustache}}}
<%= ENV["PROBE_TOKEN"] %>
<?php echo $probe_token ?>
process.env.PROBE_TOKEN_X
os.environ["PROBE_TOKEN_X"]
ENV["PROBE_TOKEN_VALUE_X"]
System.getenv("PROBE_TOK")
env.PROBE_TOKEN_VALUE_PROD
secrets.PROBE_TOKEN_VALUE
var.probe_token_production
data.vault.probe.token_value
local.probe_token_secret_v
$probe_token_lower_value
$ProbeTokenMixedCaseVal
$probe-token-dash-value-x
${probe_token_lower_val}
$1$2$3$4$5$6$7$8$9$10$11$12
sops:probe/token/encrypted
doppler://probe/prd/TOKEN
infisical://probe/prod/tok
aws-ssm:///probe/prod/token
gcp:secretmanager:probe-tok
secretKeyRef:probe-token-x
valueFrom:secretKeyRef:name
keyring:get:probe:default-x
pass:vercel/gateway-probe-x
file:///run/secrets/probe_t
/run/secrets/probe_token_x
~/.config/gateway-probe/token
C:\secrets\probe\token.txt
env://PROBE_TOKEN_IN_ENV_X
encrypted:BASE64VALUEHERE==
$CI_JOB_TOKEN_OF_GITLAB
$BUILDKITE_AGENT_ACCESS_TOKEN
qwertyuiop[]asdfghjkl;'
!QAZ@WSX#EDC$RFV%TGB
$PROD_PROBE_SECRET_TOKEN
${PROBE_SECRET}-suffix-of-it
$(vault kv get -field=token secret/probe)
{{ secrets.PROBE_SECRET_TOKEN }}
${{ vars.PROBE_SECRET_TOKEN }}
%{PROBE_SECRET_TOKEN_PUPPET}
@{PROBE_SECRET_TOKEN_ROBOT}
&{PROBE_SECRET_TOKEN_ROBOT}
[% PROBE_SECRET_TOKEN %]
<%= @probe_secret_token %>
$PROBE_SECRET_TOKEN$PROBE
$$PROBE_SECRET_TOKEN$$
{"Ref": "ProbeSecretToken"}
{"Fn::ImportValue": "ProbeToken"}
os.getenv('PROBE_SECRET_TOKEN')
env("PROBE_SECRET_TOKEN_X")
Deno.env.get("PROBE_TOKEN")
credentials('probe-secret-id')
$CIRRUS_PROBE_ENCRYPTED
ENCRYPTED[abcdef1234567890]
""".strip().splitlines()
"""What a shell, a template, a store of secrets or a workflow would have replaced."""

GUESSABLE = (*PHRASES, *WALKS, *DATES, *ROWS, *PRINTED, *PLACEHOLDERS, *REFERENCES)
