"""Values that anybody could guess, made up without a look at the measure that is to know them, by class."""

TRIED: dict[str, str] = {
    "kms-like words": r"""
kms:alias/gateway-probe-token
AQICAHhmy-kms-encrypted-probe-token
kms/projects/acme/keys/probe-token
aws:kms:alias/prod/probe:token
kms-key-id-of-the-probe-token
projects/acme/locations/global/keyRings/probe/cryptoKeys/token
keyvault/acme-vault/secrets/probe-token
AQICAHh:decrypt:me:with:kms
""",
    "store paths": r"""
secret/data/acme/prod#probe_token
kv/production/gateway/probe-token
prod/acme/gateway-probe/access
/acme/prod/gateway_probe_token
secretmanager/acme/probe/latest
onepassword/Private/probe/token
bitwarden/acme/gateway-probe-token
doppler/acme/prd/PROBE_ACCESS
""",
    "ini and templates": r"""
;gateway_probe_token=secret;
{% env PROBE_ACCESS_TOKEN %}
{{ .Values.probe.accessToken }}
${probe.access.token.value}
<probe.access.token.value>
__probe.access.token.value__
:probe_access_token_placeholder
@@probe.access.token.value@@
""",
    "code": r"""
getenv("PROBE_ACCESS_TOKEN")
configuration["Probe:Token"]
System.Environment.ProbeToken
Rails.application.credentials.probe
config('services.probe.token')
viper.GetString("probe.token")
settings.PROBE_ACCESS_TOKEN_X
std::env::var("PROBE_TOKEN")
""",
    "commands": r"""
openssl rand -base64 24
head -c 24 /dev/urandom | base64
uuidgen | tr -d '-' | head -c 24
pwgen -s 24 1 > token.txt
python -c "import secrets"
node -e "crypto.randomBytes"
vercel env pull .env.local
gateway-probe serve --token
""",
    "sentences": r"""
i really like pizza on fridays
my cat sleeps on the keyboard
we are the champions my friend
the answer to everything is 42
it was a dark and stormy night
call me ishmael some years ago
the rain in spain stays mainly
houston we have a problem here
""",
    "glued sentences": r"""
thisismyprobetokenforprod
onlyouroperationsteamknowsthis
donottellanybodyaboutthistoken
nobodywilleverguessthispassword
thepasswordisverylongandsafe
""",
    "names and years": r"""
AcmeCorp-Production-2026!
John.Smith.1984.Password
Michael-Jordan-23-Chicago
LondonParisNewYork2026!!!
Liverpool-Football-Club-1892
January-February-March-2026
""",
    "spelled otherwise": r"""
g4t3w4y-pr0b3-t0k3n-2026
5up3r-53cr3t-p455w0rd-xx
GaTeWaYpRoBeToKeN2026!!!
nekot-eborp-yawetag-6202
g.a.t.e.w.a.y.p.r.o.b.e.1
t-o-k-e-n-t-o-k-e-n-t-o-k
p@$$w0rd-4-th3-pr0b3-h3r3
""",
    "encoded": r"""
Z2F0ZXdheS1wcm9iZS10b2tlbg==
YWRtaW46YWRtaW46YWRtaW46YWRtaW4=
bXkgc2VjcmV0IHBhc3N3b3JkIDIwMjY=
70726f62652d746f6b656e2d70726f64
737570657273656372657421
OBZG6YTFFV2G623FNYWXA4TPMQ======
%70%72%6f%62%65%74%6f%6b%65%6e
\x70\x72\x6f\x62\x65\x74\x6f\x6b
""",
    "keyboards": r"""
zaq1xsw2cde3vfr4bgt5nhy6
1qw23er45ty67ui89op0qwerty
asdfqwerzxcvasdfqwerzxcv
poilkjmnbpoilkjmnbpoilkj
qwertzuiopasdfghjklyxcv1
7ujm6yhn5tgb4rfv3edc2wsx
!1@2#3$4%5^6&7*8(9)0qwer
""",
    "rows and numbers": r"""
112358132134558914423337
0102030405060708090a0b0c
2468101214161820222426283032
1000000000000000000000007
abcabdabeabfabgabhabiabj
9999888877776666555544443333
0123456701234567012345670
a0b1c2d3e4f5g6h7i8j9k0l1
""",
    "times": r"""
2026-11-29T21:00:00+01:00
Sun, 29 Nov 2026 21:00:00 GMT
1796000000-1796086400-probe
29/11/2026-21:00:00-token
2026W48-7T210000Z-2026W48
1984-03-17-1986-07-22-1999
20261129210000.000000+060
""",
    "printed": r"""
AKIAI44QH8DHBEXAMPLE-1234
je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY
00000000-0000-0000-C000-000000000046
bf07a7fbb825fc0aae7bf4a1177b2b31fcf8a3fe
eyJhbGciOiJub25lIn0.e30.
4111111111111111-4242424242424242
MFRGGZDFMZTWQ2LKNNWG23TPOA
""",
    "hashes of words": r"""
3e21ab62fb17400301d9f0156b6c3031
8c6976e5b5410415bde908bd4dee15dfb167a9c873fc4bb8a81f6f2ab448a918
587f4e29462d98f6d3a80add18057088cb139b6c
bd2b1aaf7ef4f09be9f52ce2d8d599674d81aa9d6a4421696dc4d93dd0619d682ce56b4d64a9ef097761ced99e0f67265b5f76085e5b0ee7ca4696b2ad6fe2b2
lKCNof7Ltui0aZBTjHtQsg==
d8578edf8458ce06fbc5bb76a58c5ca4
1c8bfe8f801d79745c4631d09fff36c8
158a323a7ba44870f23d96f1516dd70aa48e9a72db4ebb026b0a89e212a208ab
""",
    "placeholders": r"""
<insert-your-token-here!>
[paste the token in here]
--- put your token here ---
CHANGE_THIS_BEFORE_DEPLOYING
your-20-character-token-x
REPLACEME_REPLACEME_REPLACEME
token-goes-here-thank-you
same-as-in-the-other-place
""",
    "references of other tools": r"""
sm://acme/probe-token/latest
ejson:EJ[1:acme:probe:token]
chamber:acme/probe_token_prod
berglas://acme/probe-token
summon:var:probe/token/prod
conjur/prod/probe/password
$__file{/run/secrets/probe}
teller:acme/probe-token:prod
""",
    "all classes, a second time": r"""
kms_encrypted:probe-access-token-prod
arn/aws/kms/us-east-1/key/probe
kms-decrypt(probe-access-token)
CiQA-gateway-probe-kms-ciphertext
sealed-secrets/probe/access-token
age-encryption.org/v1-probe-token
!vault|probe_access_token_prod
$ANSIBLE_VAULT;1.1;AES256;probe
hashicorp/vault/probe/token/v2
gcloud secrets versions access
aws secretsmanager get-secret
az keyvault secret show probe
@secrets/gateway-probe-token
{{vault "secret/probe" "token"}}
secret_ref=probe-access-token
<% SecretManager.probe.token %>
we will rock you tonight baby
all you need is love love love
every cloud has a silver lining
better late than never my friend
the early bird catches the worm
a penny saved is a penny earned
no pain no gain no pain no gain
winner winner chicken dinner 2026
our-company-rocks-since-1999!!
the-quick-red-fox-jumped-over
dont-panic-and-carry-a-towel
so-long-and-thanks-for-all-the-fish
resistance-is-futile-2026
elementary-my-dear-watson-221b
show-me-the-money-show-me
here-s-looking-at-you-kid
frankly-my-dear-i-dont-give
youshallnotpassyoushallnot
whatdoesthefoxsaydingding
Passwort-fuer-die-Produktion-1
mein-geheimes-passwort-2026
mot-de-passe-tres-secret-1
contrasena-muy-segura-2026
la-password-piu-sicura-2026
GatewayProbe@Production#2026
Admin@Gateway#Probe$2026!
Qwerty!2345Qwerty!2345Qw
Pa$$w0rdPa$$w0rdPa$$w0rd
Test1234!Test1234!Test12
1111-2222-3333-4444-5555
aaaa-bbbb-cccc-dddd-eeee
000000000000000000000042
abc-def-ghi-jkl-mno-pqr-stu
100200300400500600700800
3.1415926535897932384626
fedcba98-7654-3210-fedc-ba9876543210
2026/11/29 2026/11/30 2026
Sat_Nov_28_2026_12:00:00
1764424200.1764424201.17
dGVzdC10ZXN0LXRlc3QtdGVzdA==
cHJvYmUtdG9rZW4tMjAyNg==
70726f62652d746f6b656e2d32303236
OBZG6YTFFV2G623FNYWTEMBSGY
5ebe2294ecd0e0f08eab7690d2a6ee69
8c6976e5b5410415bde908bd4dee15dfb167a9c873fc4bb8a81f6f2ab448a918
your_super_long_token_here!!
paste-your-generated-token
generate-me-with-openssl-pls
set-via-environment-variable
lookup-in-the-password-safe
""",
}
