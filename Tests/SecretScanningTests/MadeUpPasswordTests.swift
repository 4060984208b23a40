import GateModel
import Testing

@testable import SecretScanning

/// Values that no chance made: which of them are credentials. What is between `«` and `»` must be found; the rest of a text that
/// has it, and a text without it, must not.
@Suite struct MadeUpPasswordTests {
  /// A password of a word, digits and a sign, put together here: the repository must hold none.
  private static let password = "Harbor" + "!4711x"
  private static let words = "sseug" + "-reven-lliw-uoy"

  private static let found: [(path: RepositoryPath, text: String)] = [
    ("app.py", "app.config['JWT_SECRET_KEY'] = '«\("jwt" + "Harbor")»'"),
    ("settings.py", "SECRET_KEY = '«\(words)»'"),
    ("settings.py", "app.secret_key = '«\("fraud_harbor" + "_secret_key_2024")»'"),
    ("app.js", "const JWT_SECRET = process.env.JWT_SECRET || '«\("harbor_jwt" + "_secret_key_2026_prod")»';"),
    ("db.py", "password=os.getenv('DB_PASSWORD', '«\(password)»')"),
    ("db.py", "password = os.environ.get(\"DB_PASSWORD\") or \"«\(password)»\""),
    ("db.ts", "password: process.env.DB_PASSWORD ?? \"«\(password)»\","),
    ("docker-compose.yml", "  DB_PASSWORD: ${DB_PASSWORD:-«\(password)»}"),
    ("db.php", "define('DB_PASSWORD', '«\(password)»');"),
    ("README.md", "docker run -e DB_USER=shop -e DB_PASSWORD=«\("harbor" + "4711")» -e DB_HOST=db app"),
    ("mail.py", "EMAIL_HOST_PASSWORD = '«\("ooke lknm" + " zzst pmvu")»'"),
    ("Api.java", "static final String API_KEY = \"«\("98SY.4T" + "1nXhPI")»\";"),
    ("strategy.js", "client_secret: '«\("harbor-testing" + "-secret-6#65-")»'"),
    ("app.py", "if password == \"«\(password)»\":"),
    ("Db.bas", "Const DB_PWD As String = \"«\(password)»\""),
    ("keys.py", "FERNET_KEY = b\"«\(Sample.text(43, of: .base64URL))=»\""),
    ("keys.py", "app.secret_key = b'«\((0..<12).map { "\\x\($0 + 80)" }.joined() + "\\xf3\\xa9\\xbc")»'"),
    ("keycloak.json", "{\"client_secret\": \"«\(Sample.uuid())»\"}"),
    ("rails.rb", "secret: '«\(Sample.hex(40))»'"),
    ("wifi.ino", "const char* password = \"«\("Lothlorien" + "Gandalf")»\";"),
    ("notes.md", "the password is `«\(password)»`"),
    ("mail.py", "s.login(\"a@corp.io\", \"«\("pfjdomju" + "gpyknhvx")»\")"),
    ("server.js", "app.use(session({\n  secret: '«\("Jerry" + "Harbor")»',"),
    ("net.md", "- `enable secret «\(password)»`"),
    ("config.yml", "senha: «\(password)»"),
    ("config.json", "{\"contraseña\": \"«\(password)»\"}"), ("config.yml", "пароль: «\(password)»"),
    ("printer.cpp", "const std::string printer_password{\"«\(password)»\"};"),
    ("Options.cs", "public string SmtpPassword { get; set; } = \"«\(password)»\";"),
    ("login.csh", "setenv DB_PASSWORD «\(password)»"), ("app.erl", "[{db_password, \"«\(password)»\"}]."),
    ("cli.py", "parser.add_argument(\"--db-password\", help=\"of the server\", default=\"«\(password)»\")"),
    ("app.service", "Environment=\"DB_PASSWORD=«\(password)»\""), ("app.go", "nasPass := \"«\(password)»\""),
    ("db.xml", "<pool sqlPw=\"«\(password)»\" size=\"4\"/>"), ("radio.ino", "char wifiPass[] = \"«\(password)»\";"),
    ("fill.py", "driver.find_element(By.ID, \"password\").send_keys(\"«\(password)»\")"),
    ("login.exp", "expect \"password:\"\nsend \"«\(password)»\\r\""),
    ("call.sh", "curl -H 'X-Geo-Api-Token: «\(Sample.hex(40))»' https://api.corp.io/"),
    ("key.yml", "storage_key: \"«/\(Sample.alphanumeric(42))=»\""),
    ("notes.json", "{\"password\": \"«\("harbor lantern" + " saddle orchid")»\"}"),
  ]

  private static let ignored: [(path: RepositoryPath, text: String)] = [
    ("a.py", "webhook_secret = \"test-webhook-secret-999\""), ("a.py", "api_key = \"harbor-dev-secret-key\""),
    ("a.env", "EMAIL_HOST_PASSWORD=votre-mot-passe-application-16-caracteres"),
    ("a.js", "jwtSecret: process.env.JWT_SECRET || 'your_secret_key_change_in_production'"),
    ("a.dart", "static String password = \"password\";"), ("a.ts", "const PASSWORD = 'newPassword';"),
    ("a.ts", "secretKey: 'settings.auth.secretKey'"), ("a.js", "password: 'required|min:8|confirmed'"),
    ("a.java", "String pwd=rs.getString(\"PASSWORD\");"), ("a.py", "password = 'pass' + 'word'"),
    ("a.yml", "password: CRYPT:\(Sample.alphanumeric(24))"), ("locale/da.json", "{\"password\": \"Adgangskode\"}"),
    ("locales/fi.json", "{\"secret_key\": \"Avainsalaisuus\"}"),
    ("test/login_test.py", "password = \"swordfishes\""), ("a.php", "$config['x_password_curpass'] = 'curpass';"),
    ("a.py", "connect(user=\"geolife\", passwd=\"geolife\", db=\"geolife\")"),
    ("a.py", "credentials = client.AccessTokenCredentials('an_access_token', 'my-user-agent/1.0')"),
    ("a.py", "if token == \"\(Sample.alphanumeric(24))\":"), ("a.ts", "if (password === 'undefined') {"),
    ("a.sh", "DB_PASSWORD=${POSTGRES_PASSWORD:-postgres}"),
    ("a.json", "{\"PasswordLastUsed\": \"2016-09-08T21:47:36Z\"}"),
    ("a.h", "#define MASTER_SECRET \"\\x6d\\x61\\x73\\x74\\x65\\x72\\x20\\x73\\x65\\x63\\x72\\x65\\x74\""),
    ("a.cpp", "Serial.print(\"Enter Password: \");"), ("a.ts", "token: 'identifier'"),
    ("a.py", "help = \"Pass `--full-trace` to see more\""), ("a.h", "** columns identified by \"aOrderBy\"."),
    ("a.py", "'a=b&oauth_token_secret=\("qwe089234" + "lkjsdf")&c=d'"),
    ("a.env", "DB_PASSWORD=ch4ngem3"), ("a.cs", "const string Password = \"s3cr3t\";"),
    ("a.cs", "const string Password = \"MyP@ssword1\";"), ("a.R", "password <- askForPassword(\"Database2\")"),
    ("a.py", "password_validators = [\"MinimumLength14Validator\"]"), ("a.java", "String COMPASS = \"harbor-NNE-42\";"),
    ("a.json", "{\"password\": \"please enter your new one\"}"), ("a.go", "type Passenger = \"Harbor4711x\""),
    ("a.ini", "SECRET_KEY=\((0..<8).map { "\($0)\($0)\($0)\($0)" }.joined())"),
    ("a.yml", "user_pwd: \"my_super_secret_jwt_key_123\""), ("a.js", "t('forgotPassword', 'Harbor 4711')"),
  ]

  @Test(arguments: found.indices)
  func `what a person made up is found where it is set`(index: Int) throws {
    let (path, text) = Self.found[index]
    let marked = MarkedText(text)
    let found = try findings(in: String(decoding: marked.bytes, as: UTF8.self), path: path)
    #expect(found.compactMap(Extent.init) == marked.ranges.map { Extent(of: $0, in: marked.bytes) }, "\(text)")
  }

  @Test(arguments: ignored.indices)
  func `what names something, stands for a value or is an example is not`(index: Int) throws {
    let (path, text) = Self.ignored[index]
    #expect(try findings(in: text, path: path).map(\.message) == [], "\(text)")
  }

  @Test func `where a password is set it is an error, where it is spoken of a warning`() throws {
    let text = "password: \(Self.password)\n"
    #expect(try findings(in: text, path: "database.yml").map(\.severity) == [.error])
    #expect(try findings(in: text, path: "README.md").map(\.severity) == [.warning])
    #expect(try findings(in: text, path: "spec/fixtures/database.yml").map(\.severity) == [.note])
    #expect(try findings(in: text, path: "e2e/database.yml").map(\.severity) == [.warning])
    #expect(try findings(in: "jwt_secret: \(Sample.hex(64))\n", path: "app.yml").map(\.severity) == [.error])
    #expect(try findings(in: "api_token = '\(Sample.hex(32))'", path: "app.py").map(\.severity) == [.error])
    #expect(try findings(in: "api_token = '\(Sample.hex(32))'", path: "app_test.py").map(\.severity) == [.note])
    #expect(try findings(in: "api_token = '\(Sample.hex(24))'", path: "app.py").map(\.severity) == [.error])
    #expect(try findings(in: "DB_PASSWORD_OLD: \(Self.password)", path: "app.yml").map(\.severity) == [.error])
  }

  @Test(arguments: [
    ("my-secret-key", 0, true, false), ("yourPassword", 0, true, true), ("harborMaster", 6, false, false),
    ("somerootpassword", 0, true, true), ("fraud_detection_2024", 14, false, false), ("dbpassword", 0, true, false),
  ])
  func `words of settings are known, alone and joined`(
    value: String, own: Int, isCredential: Bool, isDummy: Bool
  ) {
    let words = ValueWords(Array(value.utf8)[...])
    #expect(words.ownLetters == own)
    #expect(words.hasCredentialWord == isCredential)
    #expect(words.hasDummyWord == isDummy)
  }

  @Test func `digits tell something unless they count or repeat`() {
    for (value, count, isYear) in [("a1234", 0, true), ("a777", 0, true), ("a4711", 4, false), ("a2024", 4, true)] {
      let words = ValueWords(Array(value.utf8)[...])
      #expect(words.tellingDigits == count, "\(value)")
      #expect(words.hasOnlyYears == isYear, "\(value)")
    }
  }
}
