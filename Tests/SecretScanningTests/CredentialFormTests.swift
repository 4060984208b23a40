import GateModel
import Testing

@testable import SecretScanning

/// Places of credentials that no `name = value` tells: calls, cells, attributes, blanks; and what looks like them.
@Suite struct CredentialFormTests {
  private static let password = "Harbor" + "!4711x"
  private static let hex = Sample.hex(32)
  private static let token = Sample.alphanumeric(40)

  private static let found: [(path: RepositoryPath, text: String)] = [
    ("a.env", "API_TOKEN=«\(Sample.uuid())»"), ("a.go", "req.Header.Set(\"X-Auth-Token\", \"«\(Sample.uuid())»\")"),
    ("a.js", "headers: { 'x-api-key': '«\(Sample.uuid())»' }"), ("a.env", "CLIENT_SECRET=«\(Sample.hex(20))»"),
    ("keys.xml", "<string name=\"api_secret\" translatable=\"false\">«\(token)»</string>"),
    ("keys.xml", "<string translatable=\"false\" name=\"api_secret\">«\(token)»</string>"),
    ("wg0.conf", "[Peer]\nPresharedKey = «\(Sample.base64(43))=»\n"),
    (
      "settings.py",
      "SECRET_KEY = '«(\(Sample.lower(12)))$\(Sample.lower(8))&&\(Sample.lower(10))#%(\(Sample.lower(8))»'"
    ),
    ("chat.log", "[10:42] maria: here is the api token «\(token)»\n"),
    ("mail.eml", "Hello,\n\nUser: ana\nPassword: «\(password)»\n"),
    ("fluent.conf", "<match **>\n  user ana\n  password «\(password)»\n</match>\n"),
    ("clients.conf", "client office {\n\tipaddr = 10.0.0.4\n\tsecret\t\t= «\(password)»\n}\n"),
    ("keystore.properties", "storePassword=«\(password)»\nkeyPassword=«\(password)»\nkeyAlias=key0\n"),
    ("run.sh", "PGPASSWORD=\"«\(password)»\" pg_dump app"),
    ("seed.sql", "CREATE LOGIN ana WITH PASSWORD = N'«\(password)»';"),
    ("sitemanager.xml", "<Pass encoding=\"base64\">«\(Sample.encoded(password))»</Pass>"),
    ("stack.yml", "  DBPassword:\n    Type: String\n    NoEcho: true\n    Default: «\(password)»\n"),
  ]

  private static let ignored: [(path: RepositoryPath, text: String)] = [
    (
      "a.sql",
      "ALTER ROLE a PASSWORD 'SCRAM-SHA-256$4096:\(Sample.base64(22))==$\(Sample.base64(43))=:\(Sample.base64(43))='"
    ),
    ("a.ts", "INVALID_KEY: 'invalid_key_error_404',"), ("a.py", "self.password = password.encode('utf-16be')"),
    ("a.js", "password = password.toString('base64')"), ("a.py", "token = token.split('Harbor4711')"),
    ("a.ini", "password = OBFUSCATED:\(Sample.alphanumeric(24))"), ("a.js", "access_token_id = \"\(Sample.uuid())\""),
    ("tests/urls.py", "'http://u%C3%BCser:p%C3%A4ss%2Fwd@b%C3%BCcher.de/'"),
    ("tests/urls.rb", "URI(\"ftp://user%40x:pw%3A1@xn--bcher-kva.de/\")"),
    ("a.html", "<th>Password</th><th>Created2</th>"), ("a.rb", "App.secret_length_base = '\(Sample.hex(40))'"),
    (
      "known_hosts",
      "|1|\(Sample.base64(27))=|\(Sample.base64(27, seed: 2))= ssh-rsa AAAAB3NzaC1yc2E\(Sample.base64(300))\n"
    ),
    ("a.md", "{\"access_token\":\"SlAV32\("hkKG")\",\"refresh_token\":\"8xLOx\("BtZp8")\"}"),
    ("a.js", "client_secret: 'cf136dc3c1fc\("93f31185e5885805d")'"),
    ("a.txt", "Sec-WebSocket-Key: dGhlIHNhbX\("BsZSBub25jZQ==")"),
    ("common-password", "password\trequisite\t\t\tpam_pwquality.so retry=3\n"),
    ("strings.xml", "<string name=\"password_hint\" translatable=\"false\">Password</string>"),
    ("a.yml", "api_key: \(Sample.digits(20))\n"),
  ]

  @Test func `what an installed application has for a client's secret is a note`() throws {
    let text = "client_secret = 'ZmssLNjJy2998\("hD4CTg2ejr2")'"
    #expect(try findings(in: text, path: "a.py").map(\.severity) == [.note])
  }

  @Test(arguments: found.indices)
  func `a credential is found in the form of its place`(index: Int) throws {
    let (path, text) = Self.found[index]
    let marked = MarkedText(text)
    let found = try findings(in: String(decoding: marked.bytes, as: UTF8.self), path: path)
    #expect(found.compactMap(Extent.init) == marked.ranges.map { Extent(of: $0, in: marked.bytes) }, "\(text)")
  }

  @Test(arguments: ignored.indices)
  func `what has such a place and is no credential is not`(index: Int) throws {
    let (path, text) = Self.ignored[index]
    #expect(try findings(in: text, path: path).map(\.message) == [], "\(text)")
  }
}
