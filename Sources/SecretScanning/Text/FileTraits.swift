import GateModel

/// What a file's name tells about how to read it.
struct FileTraits: Hashable, Sendable {
  /// Written by a package manager: full of hashes, which are no generic secrets. Rules of providers still hold.
  var isLockFile: Bool
  /// A value without quotes is a literal here.
  var hasUnquotedValues: Bool
  /// For people to read: a line `password: value` may stand in it, and so may any sentence.
  var isProse: Bool

  /// A test, an example, or texts in the languages of people: words in it are hardly passwords.
  var isSpecimen: Bool

  /// A test or what belongs to one, by the name of its directory or of the program text itself.
  var isTest: Bool

  /// Documentation that is published with a library, in the markup of manuals.
  var isManual: Bool

  /// Cells are program text in strings of JSON.
  var isNotebook: Bool

  private static let lockFiles: Set<String> = [
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "poetry.lock",
    "pipfile.lock",
    "uv.lock", "pdm.lock", "go.sum", "go.work.sum", "cargo.lock", "composer.lock", "gemfile.lock", "package.resolved",
    "podfile.lock", "cartfile.resolved", "pubspec.lock", "mix.lock", "flake.lock", "packages.lock.json",
    "gradle.lockfile",
    ".terraform.lock.hcl", "deno.lock", "conan.lock",
  ]
  /// Ends of names, the last `.` in front.
  private static let configurationEndings: Set<[UInt8]> = Set(
    [
      ".env", ".properties", ".ini", ".cfg", ".conf", ".config", ".yml", ".yaml", ".toml", ".tfvars", ".sh", ".bash",
      ".zsh",
      ".fish", ".npmrc", ".pypirc", ".netrc", ".envrc", ".service", ".cnf", ".bat", ".cmd", ".http", ".zshrc",
      ".bashrc",
      ".profile", ".bash_history", ".zsh_history", ".s3cfg", ".pgpass", ".mk",
      ".nmconnection", ".kubeconfig", ".dockercfg", ".htaccess", ".desktop", ".xcconfig", ".ksh", ".rc", ".ora", ".dsn",
      ".csh", ".tcshrc", ".ovpn", ".secrets", ".credentials", ".creds", ".vars", ".settings", ".j2",
    ].map { Array($0.utf8) })
  private static let specimens: Set<[UInt8]> = Set(
    [
      "test", "tests", "testing", "testdata", "spec", "specs", "fixture", "fixtures", "mock", "mocks", "example",
      "examples", "sample", "samples", "locale", "locales", "i18n", "l10n", "lang", "langs", "translation",
      "translations",
      "messages", "strings", "e2e", "snapshots", "localization", "localisation", "language", "languages", "nls",
      "lproj",
    ].map { Array($0.utf8) })
  private static let proseEndings: Set<[UInt8]> = Set(
    [
      ".txt", ".md", ".rst", ".adoc", ".log", ".csv", ".markdown", ".org", ".eml", ".mbox",
    ].map { Array($0.utf8) })
  private static let tests: Set<[UInt8]> = Set(
    [
      "test", "tests", "testing", "testdata", "spec", "specs", "fixture", "fixtures", "mock", "mocks", "unittests",
      "unittest", "testsuite", "pytests", "testutils", "testcases",
    ].map { Array($0.utf8) })
  /// What copies of files are called by.
  private static let copies: Set<[UInt8]> = Set(
    [
      ".bak", ".old", ".orig", ".save", ".dist", ".local", ".prod", ".production", ".staging", ".backup", ".tmpl",
      ".tpl",
      ".erb",
    ].map { Array($0.utf8) })
  private static let manualEndings: Set<[UInt8]> = Set([".rst", ".doctree"].map { Array($0.utf8) })
  private static let manuals = WordList(ignoringCase: ["api-ref", "apidoc", "apiref", ".rst.txt"])

  private static let lockFileNames: Set<[UInt8]> = Set(lockFiles.map { Array($0.utf8) })

  init(path: RepositoryPath) {
    // Over bytes: strings cost more than a small file's whole scan.
    var name = path.name.map(ASCII.lowercased)
    if name.last == UInt8(ascii: "~") { name.removeLast() }
    var ending = Self.ending(of: name)
    if Self.copies.contains(ending), ending.count < name.count {
      name.removeLast(ending.count)
      ending = Self.ending(of: name)
    }
    isLockFile = Self.lockFileNames.contains(name)
    isNotebook = name.suffix(6).elementsEqual(".ipynb".utf8)
    hasUnquotedValues =
      Self.configurationEndings.contains(ending) || name.starts(with: ".env".utf8)
      || name.starts(with: "dockerfile".utf8) || name.elementsEqual("credentials".utf8)
      || name.elementsEqual("config".utf8) || name.elementsEqual("makefile".utf8)
      || name.elementsEqual("hosts".utf8) || name.elementsEqual("inventory".utf8)
    isProse =
      Self.proseEndings.contains(ending) || (!hasUnquotedValues && ending.isEmpty)
    isManual = Self.manualEndings.contains(ending) || Self.manuals.occurs(in: path.bytes[...])
    isSpecimen = isManual || Self.holds(Self.specimens, in: path.bytes[...])
    // `tests.http` is a list of requests, and no test.
    let isProgram = !hasUnquotedValues && !isProse
    // Those that drive a browser log in to a server that is there.
    isTest =
      isSpecimen && !ASCII.contains(path.bytes[...], ignoringCase: "e2e")
      && Self.holds(Self.tests, in: isProgram ? path.bytes[...] : path.bytes.dropLast(path.name.count))
  }

  /// What follows the last `.`, with it.
  private static func ending(of name: [UInt8]) -> [UInt8] {
    name.lastIndex(of: UInt8(ascii: ".")).map { Array(name[$0...]) } ?? []
  }

  /// Whether one of `words` is in `bytes`: `src/test/LoginTest.java`, `__tests__`, `app.spec.ts`.
  private static func holds(_ words: Set<[UInt8]>, in path: ArraySlice<UInt8>) -> Bool {
    var start = 0
    let bytes = path
    for index in 0...bytes.count {
      let isEnd =
        index == bytes.count || !ByteClass.alphanumeric.contains(bytes[index])
        || (index > start && ByteClass.upper.contains(bytes[index]) && ByteClass.lower.contains(bytes[index - 1]))
      guard isEnd else { continue }
      // Where Perl, and not it alone, has its tests.
      if index == start + 1, bytes[start] == UInt8(ascii: "t"), index < bytes.count, bytes[index] == UInt8(ascii: "/"),
        start == 0 || bytes[start - 1] == UInt8(ascii: "/")
      {
        return true
      }
      if (3...12).contains(index - start) {
        let word = bytes[start..<index].map(ASCII.lowercased)
        if words.contains(word) { return true }
      }
      start = index < bytes.count && !ByteClass.alphanumeric.contains(bytes[index]) ? index + 1 : index
    }
    return false
  }
}
