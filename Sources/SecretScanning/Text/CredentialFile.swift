import GateModel

/// A file whose name says that what is in it is a credential, whatever it looks like.
enum CredentialFile: String, Hashable, Sendable {
  /// The key of Rails's encrypted credentials.
  case railsKey
  /// What `ansible-vault --vault-password-file` reads.
  case vaultPassword
  /// Passwords of PostgreSQL's clients.
  case postgresPasswords
  /// Logins of HTTP and FTP clients.
  case netrc
  /// What a web server or a system compares passwords with.
  case passwordHashes
  /// Nothing but a key or a token.
  case secret

  /// In bytes: none of them is longer.
  static let sizeLimit = 64 << 10

  /// What the file is called, for a person.
  var phrase: String {
    switch self {
    case .railsKey: "`config/master.key` and `config/credentials/*.key`"
    case .vaultPassword: "a file called `.vault_pass`, `vault_password.txt` and the like"
    case .postgresPasswords: "`.pgpass` and `pgpass.conf`"
    case .netrc: "`.netrc` and `_netrc`"
    case .passwordHashes: "`.htpasswd` and `shadow`"
    case .secret: "a file called `*.key`, `*.secret`, `secret_key`, `api_key.txt` and the like"
    }
  }

  /// Endings of names that tell nothing more.
  private static let plainEndings: Set<[UInt8]> =
    Set(["txt", "key", "secret", "conf", "cookie"].map { Array($0.utf8) })

  /// What the file at `path` is by its name; `nil` for nearly all, which its ending tells.
  init?(path: RepositoryPath) {
    let name = path.name
    let dot = name.suffix(10).lastIndex(of: UInt8(ascii: "."))
    let hasEnding = dot.map { $0 > name.startIndex } ?? false
    // Most endings of source code are shorter than all of ours, and none is longer.
    if hasEnding, let dot, !(4...7).contains(name.endIndex - dot) { return nil }
    let ending = hasEnding ? name[((dot ?? name.startIndex) + 1)...].map(ASCII.lowercased) : []
    guard name.count <= 40, !hasEnding || Self.plainEndings.contains(ending) else { return nil }
    let stem = (hasEnding ? name.dropLast(ending.count + 1) : name)
      .filter(ByteClass.alphanumeric.contains).map(ASCII.lowercased)
    let word = String(decoding: stem, as: UTF8.self)
    switch String(decoding: ending, as: UTF8.self) {
    case "key": self = word == "master" || Self.isInCredentials(path) ? .railsKey : .secret
    case "secret": self = .secret
    case "cookie" where word == "erlang": self = .secret
    case "conf" where word == "pgpass": self = .postgresPasswords
    case "", "txt":
      guard let file = Self.named[word] else { return nil }
      self = file
    default: return nil
    }
  }

  private static func isInCredentials(_ path: RepositoryPath) -> Bool {
    path.parent?.name.elementsEqual("credentials".utf8) ?? false
  }

  /// By the letters and digits of the name.
  private static let named: [String: Self] = {
    let names: [Self: [String]] = [
      .vaultPassword: [
        "vaultpass", "vaultpassword", "vaultpasswd", "vaultpwd", "vaultpassfile", "vaultpasswordfile", "vaultkey",
        "ansiblevault", "ansiblevaultpass", "ansiblevaultpassword", "ansiblepassword", "ansiblevaultkey",
      ],
      .postgresPasswords: ["pgpass"], .netrc: ["netrc"], .passwordHashes: ["htpasswd", "shadow"],
      .secret: [
        "secretkey", "secrettoken", "apikey", "apitoken", "accesstoken", "authtoken", "erlangcookie", "jwtsecret",
        "sessionsecret", "clientsecret", "encryptionkey", "signingkey", "hmackey", "masterkey", "privatekey",
      ],
    ]
    return Dictionary(
      names.flatMap { file, names in names.map { ($0, file) } }, uniquingKeysWith: { first, _ in first })
  }()
}
