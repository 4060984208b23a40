import GateModel
import Testing

@testable import SecretScanning

@Suite struct FalsePositiveTests {
  /// Texts of the kinds of which a repository is full, and which hold no secret.
  static let corpus: [(path: String, text: String)] = [
    (
      "package-lock.json",
      """
      "node_modules/left-pad": {
        "version": "1.3.0",
        "resolved": "https://registry.npmjs.org/left-pad/-/left-pad-1.3.0.tgz",
        "integrity": "sha512-\(Sample.base64(86))==",
        "token": "\(Sample.alphanumeric(40))"
      """
    ),
    (
      "go.sum",
      "golang.org/x/crypto v0.17.0 h1:\(Sample.base64(43))=\ngolang.org/x/crypto v0.17.0/go.mod h1:\(Sample.base64(43, seed: 2))=\n"
    ),
    (
      "users/fixtures.json",
      "{\"password\": \"md5$\(Sample.hex(8, seed: 3))$\(Sample.hex(32))\", \"pass\": \"pbkdf2_sha256$260000$\(Sample.alphanumeric(22))$\(Sample.base64(43))=\"}"
    ),
    ("Cargo.lock", "[[package]]\nname = \"token\"\nchecksum = \"\(Sample.hex(64))\"\n"),
    ("poetry.lock", "files = [\n {file = \"secret-1.0.whl\", hash = \"sha256:\(Sample.hex(64))\"},\n]\n"),
    (
      "ids.json",
      "{\"token_id\": \"\(Sample.uuid())\", \"secret\": \"\(Sample.uuid(seed: 5))\", \"api_key_uuid\": \"\(Sample.uuid(seed: 6))\"}"
    ),
    ("SHA256SUMS", (1...20).map { "\(Sample.hex(64, seed: UInt64($0)))  gate-\($0).tar.gz\n" }.joined()),
    (
      "style.css",
      """
      .token.string, .password-field--error { color: #a3b1c2; background: url(data:image/png;base64,\(Sample.base64(400))); }
      .secret-button { --token-color-primary: #ff00aa; content: "\\201C"; }
      """
    ),
    ("image.html", "<img src=\"data:image/png;base64,iVBORw0KGgo\(Sample.base64(4_000, seed: 8))==\">"),
    (
      "de.yml",
      """
      de:
        password: "Passwort"
        password_confirmation: "Passwort wiederholen"
        reset_password: Setzen Sie Ihr Passwort zurück
        api_key: "API-Schlüssel"
        token_expired: "Das Token ist abgelaufen, bitte melden Sie sich erneut an"
        secret_question: Geheimfrage
      """
    ),
    (
      "app.min.js",
      """
      !function(e,t){var n=e.token||"",r={password:n,secret:t.secret,apiKey:o.apiKey};function i(e){return e.token===n?r:null}
      const a="credentials-provider",s={type:"password",name:"user[password]",autocomplete:"current-password"};e.exports={tokenType:"bearer"}}
      """
    ),
    (
      "auth.swift",
      """
      let password = ProcessInfo.processInfo.environment["PASSWORD"]
      let token = try await client.fetchToken(for: user)
      let secretKey = SymmetricKey(size: .bits256)
      let passwordKey: String = "settings.security.password"
      request.setValue("Bearer \\(token)", forHTTPHeaderField: "Authorization")
      case invalidToken = "invalid_token_or_signature"
      static let tokenEndpoint = "https://login.corp.io/oauth2/v2.0/token"
      """
    ),
    (
      "settings.py",
      """
      SECRET_KEY = os.environ.get("DJANGO_SECRET_KEY", "")
      PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
      AUTH_TOKEN_CLASSES = ("rest_framework_simplejwt.tokens.AccessToken",)
      DATABASE_URL = "postgres://user:password@localhost:5432/app"
      api_key = config["api_key"]
      """
    ),
    (
      "deploy.yml",
      """
      env:
        NPM_TOKEN: ${{ secrets.NPM_TOKEN }}
        AWS_SECRET_ACCESS_KEY: ${{ secrets.AWS_SECRET_ACCESS_KEY }}
      secretKeyRef:
        name: database-credentials
        key: password
      uses: actions/checkout@\(Sample.hex(40))
      """
    ),
    (
      "README.md",
      """
      Set `AWS_ACCESS_KEY_ID` to AKIA\("IOSFODNN7")EXAMPLE. Use `gh\("p_")xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx` or `sk_\("live_")...`.
      A key starts with `-----BEGIN RSA PRIVATE KEY-----` and ends with `-----END RSA PRIVATE KEY-----`.
      Clone with `git clone https://user:token@github.com/a/b.git` or ssh://git@github.com:22/a.
      """
    ),
    (
      "types.ts",
      "export interface Login { password: string; token?: string; secret: Buffer }\nconst tokenKinds = ['Identifier', 'StringLiteral'];\n"
    ),
    ("query.sql", "ALTER ROLE app PASSWORD NULL; SELECT token, secret FROM sessions WHERE token = $1;\n"),
    (
      "main.tf",
      "password = var.database_password\ntoken = data.vault_generic_secret.app.data[\"token\"]\nsecret_id = aws_secretsmanager_secret.app.id\n"
    ),
    (
      "Dockerfile",
      "ENV PASSWORD_FILE=/run/secrets/db_password\nARG NPM_TOKEN\nRUN --mount=type=secret,id=token cat /run/secrets/token\n"
    ),
    (
      "docs/passwords.txt",
      "user.password = hasher.encode_sha1_hash(sha1_hash, salt)\n'PASSWORD': 'priv\("4te")'\n'PASSWORD': 'super\("S3cret")'\n"
    ),
    ("views.txt", "login(user=request.user,\n  password=request.POST['pass_word'],\n  host='a')\n"),
    ("tests/forms.py", "'password1': 'FORBIDDEN_VALUE\("2")'\nvalidate_password('django\("4242")')\n"),
    ("Realm.java", "private static final String PWD_SHA = \"\(Sample.hex(40))\";"),
    ("Podfile.lock", "SPEC CHECKSUMS:\n  YandexKeychainAccess: \(Sample.hex(40))\n"),
    (".htpasswd", "deploy:$2\("y$05$")\(Sample.alphanumeric(53))\n"),
    (
      "guide.rst",
      "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\(Sample.base64(60))...fvY4+te\n-----END RSA PRIVATE KEY-----"
    ),
    (
      ".env.example",
      "DB_PASSWORD=\nAPI_KEY=your_api_key_here\nSECRET_KEY=changeme\nTOKEN=<token>\nREDIS_URL=redis://localhost:6379\n"
    ),
  ]

  @Test(arguments: corpus.indices)
  func `what is no secret is not told`(index: Int) throws {
    let (path, text) = Self.corpus[index]
    let found = try findings(in: text, path: RepositoryPath(path))
    #expect(found.isEmpty, "\(path): \(found.map { "\($0.rule) \(String(describing: $0.range))" })")
  }

  @Test func `random base64 is no provider's token`() throws {
    let text = (1...200).map { Sample.base64(5_000, seed: UInt64($0)) }.joined(separator: "\n")
    #expect(try findings(in: text).map(\.rule) == [])
  }
}
